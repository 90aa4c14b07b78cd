#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "daemon/watched_reports.hpp"

namespace kvali {

/// The configuration and all that follows from it, as it was read at one time.
struct Settings {
  DaemonConfig config;
  WatchedReports reports;
  std::vector<RouteRecord> routes;
  std::string state_of_reports;  ///< When they were loaded.
};

/// Reads everything; null if kvalid.toml has an error.  A report that has one is left out.
[[nodiscard]] std::shared_ptr<const Settings> load_settings(const std::filesystem::path& file,
                                                            Diagnostics& diagnostics);

/// What holds now.  Whoever works on something takes it once, and goes on with that when it is exchanged.
class CurrentSettings {
 public:
  explicit CurrentSettings(std::shared_ptr<const Settings> settings) : settings_(std::move(settings)) {}
  [[nodiscard]] std::shared_ptr<const Settings> get() const {
    const std::lock_guard lock(mutex_);
    return settings_;
  }
  void set(std::shared_ptr<const Settings> settings) {
    const std::lock_guard lock(mutex_);
    settings_ = std::move(settings);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Settings> settings_;
};

}  // namespace kvali
