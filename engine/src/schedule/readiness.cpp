#include "schedule/readiness.hpp"

#include <algorithm>

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;

/// The rule's day nearest to `day`: "day 10" of what is due on the 12th has passed, of what is due on the
/// 28th comes in the next month.  A wait must end: where no such day comes, it ends at once.
Date nearest_day(const CalendarRule& rule, Date day, const Schedule& schedule) {
  const UnitFrame frame = unit_frame(schedule);
  const auto coming = first_day_from(rule, day, schedule.working_days, frame);
  if (!coming) return day;
  const Date as_far_back = std::min(day, day - (*coming - day) + days(1));
  return first_day_from(rule, as_far_back, schedule.working_days, frame).value_or(day);
}

}  // namespace

std::optional<Instant> latest_start(const Schedule& schedule, const Occurrence& occurrence) {
  if (!schedule.gate) return std::nullopt;
  const CalendarRule& latest = schedule.gate->latest;
  const WallTime due = schedule.zone.wall_time(occurrence.at);
  const Date day = nearest_day(latest, occurrence.nominal, schedule);
  const auto time = latest.at ? *latest.at : floor<std::chrono::minutes>(due - floor<days>(due));
  return std::max(occurrence.at, schedule.zone.first_instant(WallTime(day.time_since_epoch() + time)));
}

Readiness readiness(const Schedule& schedule, const Occurrence& occurrence, Instant now,
                    bool sources_complete) {
  if (now < start_of(schedule, occurrence)) return Readiness::early;
  const auto latest = latest_start(schedule, occurrence);
  if (!latest || sources_complete) return Readiness::ready;
  return now < *latest ? Readiness::wait : Readiness::overdue;
}

}  // namespace kvali
