#include "schedule/planner.hpp"

#include <algorithm>
#include <deque>

namespace kvali {

namespace {

/// How many of those that were missed are made after all.
std::size_t made_up_for(Misfire misfire) {
  switch (misfire) {
    case Misfire::run_all:
      return most_missed_runs;
    case Misfire::run_latest:
      return 1;
    case Misfire::skip:
      break;
  }
  return 0;
}

/// Everything that came due, as far as it can still matter; what is earlier is counted.
std::deque<Occurrence> come_due(const Schedule& schedule, Instant after, Instant until, Plan& plan) {
  std::deque<Occurrence> due;
  for (Instant from = after;;) {
    const auto next = next_occurrence(schedule, from);
    if (const auto* end = std::get_if<ScheduleEnd>(&next)) {
      plan.end = *end;
      return due;
    }
    const auto& occurrence = std::get<Occurrence>(next);
    if (occurrence.at > until) return due;
    due.push_back(occurrence);
    if (due.size() > most_missed_runs + most_listed_skips) {
      due.pop_front();
      ++plan.unlisted;
    }
    from = occurrence.at;
  }
}

}  // namespace

Plan plan_occurrences(const Schedule& schedule, const PlanState& state) {
  Plan plan;
  plan.planned = state.planned;
  // A clock that went back is waited for.
  const Instant now = std::max(state.now, state.seen);
  plan.paused = now - state.seen > most_forward && !state.jump_confirmed;
  if (plan.paused || now <= state.planned) return plan;
  const std::deque<Occurrence> due = come_due(schedule, state.planned, now, plan);
  // What a calendar of holidays does not tell yet is planned when it does.
  if (!plan.end)
    plan.planned = now;
  else if (!due.empty())
    plan.planned = due.back().at;
  const auto first_on_time = std::find_if(
      due.begin(), due.end(), [&](const Occurrence& occurrence) { return now - occurrence.at <= on_time; });
  const auto on_time_count = std::size_t(due.end() - first_on_time);
  // Of several runs one is the latest, be it missed or on time.
  const std::size_t made = schedule.misfire == Misfire::run_all
                               ? on_time_count + made_up_for(schedule.misfire)
                               : std::max(on_time_count, made_up_for(schedule.misfire));
  const auto first_made = due.end() - std::ptrdiff_t(std::min(made, due.size()));
  plan.skipped.assign(due.begin(), first_made);
  plan.run.assign(first_made, due.end());
  return plan;
}

}  // namespace kvali
