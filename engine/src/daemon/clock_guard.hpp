#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "base/instant.hpp"

namespace kvali {

/// Does not believe a clock that was set forward by more than a day: a year planned by mistake cannot be
/// taken back.  Thread-safe.
class ClockGuard {
 public:
  /// `running`: how long the machine has been running at `now`, sleep included; see believes().  A daemon
  /// that was off for up to a month is no jump of the clock.
  ClockGuard(Instant last_seen, Instant now, std::chrono::seconds running);

  /// Has the clock gone no more than a day further than the machine has run since, or does a person say so?
  [[nodiscard]] bool believes(Instant now, std::chrono::seconds running);
  /// It is really that late.
  void confirm();
  /// "" or what is not believed.
  [[nodiscard]] std::string doubt() const;

 private:
  mutable std::mutex mutex_;
  Instant seen_;
  std::chrono::seconds running_;
  bool confirmed_ = false;
  std::string doubt_;
};

}  // namespace kvali
