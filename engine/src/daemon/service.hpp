#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/descriptor.hpp"
#include "daemon/clock_guard.hpp"
#include "daemon/control_commands.hpp"
#include "daemon/make_runs.hpp"
#include "daemon/sender.hpp"
#include "daemon/settings.hpp"
#include "store/store.hpp"
#include "worker/signal_watch.hpp"

namespace kvali {

/// The daemon at work: plans, has reports made, asks for reviews, queues what was approved, sends.
class Service {
 public:
  struct Options {
    /// Longest wait before the clock is looked at again; a clock may be set at any time.
    std::chrono::milliseconds tick = std::chrono::seconds{20};
  };

  /// All outlive it.  The signals are watched, and the store knows the settings, before any thread begins.
  Service(Store& store, std::shared_ptr<const Settings> settings, const Clock& clock, SignalWatch& signals,
          const Options& options);

  /// Until SIGTERM or SIGINT.
  void run();

 private:
  void try_to(std::string_view name, const std::function<void()>& step);
  void turn();
  void plan();
  void queue_approved();
  void alert();
  void back_up();
  void look_at_reports();
  void reload();
  void wait();
  void follow();
  [[nodiscard]] std::unique_ptr<Mailer> make_mailer(const std::stop_token& stop) const;

  Store& store_;
  CurrentSettings settings_;
  const Clock& clock_;
  SignalWatch& signals_;
  Options options_;
  Descriptor changed_;  ///< Readable when another thread has changed something.
  RunMaker maker_;
  Sender sender_;
  ClockGuard guard_;
  ControlCommands commands_;
  std::string reports_;  ///< state_of_reports() that was looked at last.
  bool stopping_ = false;
  std::string told_;                                 ///< Why nothing is sent, as it was logged.
  std::map<std::string_view, std::string> trouble_;  ///< What failed last, by the step.
  Instant written_{};                                ///< The time that the store has as the latest seen.
};

}  // namespace kvali
