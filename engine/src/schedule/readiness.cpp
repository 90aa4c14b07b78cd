#include "schedule/readiness.hpp"

#include <algorithm>

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr days two_years{2 * 366};

/// The rule's day nearest to `day`, the later one of two: "day 10" of what is due on the 12th has passed, of
/// what is due on the 28th comes in the next month.  A wait must end: where holidays are not known, the
/// weekend alone counts, and where no such day comes within two years, it ends at once.
Date nearest_day(const CalendarRule& rule, Date day, const Schedule& schedule) {
  const UnitFrame frame = unit_frame(schedule);
  WorkingDayReader working(schedule.working_days);
  std::optional<Date> before;
  Period unit = unit_around(rule.unit, day, frame);
  unit = unit_around(rule.unit, unit.first - days(1), frame);
  for (const Date last = day + two_years; unit.first <= last;
       unit = unit_around(rule.unit, unit.last + days(1), frame)) {
    const auto due = due_in(rule, unit, frame, working);
    if (!due) continue;
    if (due->shifted >= day) return before && day - *before < due->shifted - day ? *before : due->shifted;
    before = due->shifted;
  }
  return day;
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
