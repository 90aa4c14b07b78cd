#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "schedule/schedule.hpp"

namespace kvali {

/// More missed reports than this are not made up for: the latest ones are, the others recorded as skipped.
inline constexpr std::size_t most_missed_runs = 24;

/// What was missed before the latest thousand is counted, not listed.
inline constexpr std::size_t most_listed_skips = 1000;

/// An occurrence that is found so late was missed; until then it is on time.
inline constexpr std::chrono::hours on_time{1};

/// A clock that is set forward by more than this is not believed until a person says so.
inline constexpr std::chrono::hours most_forward{24};

/// What the planner knows.
struct PlanState {
  Instant planned;  ///< Everything due until then has its row already.
  Instant seen;     ///< The latest time that was ever seen on the clock, and believed: not while paused.
  Instant now;
  bool jump_confirmed = false;  ///< A person says that it is really as late as `now`.
};

struct Plan {
  /// The clock jumped forward by more than a day, or the machine slept as long: nothing is planned, and a
  /// person is asked.
  bool paused = false;
  std::vector<Occurrence> run;      ///< To be made, the earliest first.
  std::vector<Occurrence> skipped;  ///< To be recorded as skipped, the earliest first.
  std::size_t unlisted = 0;         ///< Skipped before those, and not listed.
  Instant planned;                  ///< PlanState::planned of the next time.
  /// Why nothing follows, if so.
  std::optional<ScheduleEnd> end;
};

/// What has come due since the last time.  A clock that was set back plans nothing again: an occurrence is
/// planned once.
[[nodiscard]] Plan plan_occurrences(const Schedule& schedule, const PlanState& state);

}  // namespace kvali
