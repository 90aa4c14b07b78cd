#include "deliver/retry.hpp"

#include <algorithm>

namespace kvali {

namespace {

std::chrono::seconds doubled(const RetrySchedule& schedule, int failed) {
  std::chrono::seconds wait = schedule.first;
  for (int i = 1; i < failed && wait < schedule.longest; ++i) wait *= 2;
  return std::min(wait, schedule.longest);
}

}  // namespace

std::optional<std::chrono::sys_seconds> next_try(const RetrySchedule& schedule, const Tries& tries,
                                                 const Chance& chance) {
  if (tries.now - tries.first >= schedule.give_up_after) return std::nullopt;
  const auto most = static_cast<double>(doubled(schedule, tries.failed).count());
  const auto wait = std::chrono::seconds{static_cast<std::int64_t>(most * std::clamp(chance(), 0.0, 1.0))};
  // The last try comes when the time is up and not after it.
  return std::min(tries.now + wait, tries.first + schedule.give_up_after);
}

}  // namespace kvali
