#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "daemon/report_child.hpp"
#include "daemon/settings.hpp"
#include "store/store.hpp"

namespace kvali {

/// Makes the reports that are due, one at a time, each in a process of its own.
class RunMaker {
 public:
  /// All outlive it.
  RunMaker(Store& store, const CurrentSettings& settings, const Clock& clock)
      : store_(store), settings_(settings), clock_(clock) {}

  /// Asks for the reviews of what was made, and begins the run that has waited longest if none is being made.
  void start_next();
  /// -1 while nothing is made.
  [[nodiscard]] int descriptor() const { return child_ ? child_->descriptor() : -1; }
  /// To be called when the descriptor is readable.
  void follow();

 private:
  [[nodiscard]] bool is_next(const RunRecord& run, const Settings& settings) const;
  void start(const RunRecord& run, const Settings& settings);
  void finish(const ReportJob& job, const ReportResult& result);
  void keep(const RunRecord& run, const Settings& settings, const ReportResult& result);
  void ask_for_reviews();
  void ask_for_review(const RunRecord& run, const Report& report, const Settings& settings);
  void fail(const std::string& run, const std::string& why);

  Store& store_;
  const CurrentSettings& settings_;
  const Clock& clock_;
  std::optional<ReportChild> child_;
  std::string made_from_;  ///< Report::state of what it makes.
  std::chrono::steady_clock::time_point rest_until_{};
};

}  // namespace kvali
