#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace kvali {

/// When a mail that was not taken is tried again: 5, 10, 20, ... minutes, at most 4 hours, and each time
/// anything from nothing to that ("full jitter"), so that mails which failed together do not come together
/// again.  Time ends it and not a count: twelve tries are gone after a day.
struct RetrySchedule {
  std::chrono::seconds first = std::chrono::minutes{5};
  std::chrono::seconds longest = std::chrono::hours{4};
  std::chrono::seconds give_up_after = std::chrono::hours{72};
};

/// A number from 0 to below 1.  The seam at which tests know what chance will say.
using Chance = std::function<double()>;

/// What is known of the tries so far.
struct Tries {
  int failed = 0;                  ///< At least 1.
  std::chrono::sys_seconds first;  ///< When the first began.
  std::chrono::sys_seconds now;
};

/// When to try again, or nothing once it is time to give up.
[[nodiscard]] std::optional<std::chrono::sys_seconds> next_try(const RetrySchedule& schedule,
                                                               const Tries& tries, const Chance& chance);

}  // namespace kvali
