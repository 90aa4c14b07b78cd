#include <algorithm>

#include "schedule/schedule.hpp"

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using Due = std::variant<Occurrence, ScheduleEnd>;

/// Forty years, rounded up; units and shifts reach two years beyond the day that is asked about.
constexpr days longest_wait{40 * 366};
constexpr days margin{2 * 366};

/// A day of the wall and the instant that belongs to it.
struct Moment {
  Instant at;
  Date nominal;
};

Date day_of_wall(WallTime time) {
  return Date(floor<days>(time).time_since_epoch());
}

/// A time that is due once a day, however often or seldom the wall shows it.
std::optional<Moment> next_of_fixed_times(const Cron& cron, const TimeZone& zone, Instant after) {
  for (WallTime time = zone.wall_time(after);;) {
    const auto due = next_wall_time(cron, time);
    if (!due) return std::nullopt;
    // Of an hour that comes twice, the wall shows in its second run what was due in the first.
    if (const Instant at = zone.first_instant(*due); at > after) return Moment{at, day_of_wall(*due)};
    time = *due;
  }
}

/// Every instant at which the wall shows such a time.
std::optional<Moment> next_of_any_hour(const Cron& cron, const TimeZone& zone, Instant after) {
  for (ZoneSpan span = zone.span_at(after);; span = zone.span_at(span.end)) {
    const Instant before = std::max(after, span.begin - seconds(1));
    const auto due = next_wall_time(cron, WallTime((before + span.offset).time_since_epoch()));
    if (!due) return std::nullopt;
    const Instant at = Instant(due->time_since_epoch()) - span.offset;
    if (at < span.end) return Moment{at, day_of_wall(*due)};
  }
}

std::optional<Moment> next_moment(const Cron& cron, const TimeZone& zone, Instant after) {
  return cron.any_hour ? next_of_any_hour(cron, zone, after) : next_of_fixed_times(cron, zone, after);
}

/// The occurrence of a moment; nothing where it reports nothing of the project.
std::optional<Occurrence> occurrence_at(const Schedule& schedule, const Moment& moment) {
  const auto period = period_of(schedule.period, moment.nominal, unit_frame(schedule));
  const auto reported = period ? intersection(*period, schedule.life) : std::nullopt;
  return reported ? std::optional(Occurrence{moment.at, moment.nominal, *reported}) : std::nullopt;
}

/// Does all that follows report days after the project?
bool is_over(const Schedule& schedule, Date nominal) {
  const auto period = period_of(schedule.period, nominal, unit_frame(schedule));
  return !period || period->first > schedule.life.last;
}

std::optional<ScheduleEnd> end_at(const Schedule& schedule, const Moment& moment) {
  if (is_over(schedule, moment.nominal)) return ScheduleEnd{ScheduleEnd::Reason::project_over};
  const auto rules_end = schedule.zone.rules_end();
  if (rules_end && moment.at >= *rules_end) return ScheduleEnd{ScheduleEnd::Reason::zone_unknown};
  return std::nullopt;
}

Due next_by_cron(const Schedule& schedule, const Cron& cron, Instant after) {
  for (Instant from = after;;) {
    const auto moment = next_moment(cron, schedule.zone, from);
    if (!moment) return ScheduleEnd{ScheduleEnd::Reason::never_due};
    if (const auto end = end_at(schedule, *moment)) return *end;
    if (const auto occurrence = occurrence_at(schedule, *moment)) return *occurrence;
    from = moment->at;
  }
}

Due next_by_rule(const Schedule& schedule, const CalendarRule& rule, Instant after) {
  const UnitFrame frame = unit_frame(schedule);
  const Date today = day_of_wall(schedule.zone.wall_time(after));
  // A shifted day may lie in the unit behind its own.
  Period unit = unit_around(rule.unit, today, frame);
  unit = unit_around(rule.unit, unit.first - days(1), frame);
  const Date last = today + longest_wait;
  for (; unit.first <= last; unit = unit_around(rule.unit, unit.last + days(1), frame)) {
    WorkingDayReader working(schedule.working_days);
    const auto due = due_in(rule, unit, frame, working);
    const WallTime time((due ? due->shifted : unit.last).time_since_epoch() +
                        rule.at.value_or(std::chrono::minutes(0)));
    const Moment moment{schedule.zone.first_instant(time), due ? due->nominal : unit.last};
    // What the holidays would change may still lie ahead.
    const bool unknown = working.unknown() && unit.last >= today;
    if (moment.at <= after && !unknown) continue;
    if (const auto end = end_at(schedule, moment)) return *end;
    if (working.unknown()) return ScheduleEnd{ScheduleEnd::Reason::holidays_unknown, *working.unknown()};
    if (!due) continue;
    if (const auto occurrence = occurrence_at(schedule, moment)) return *occurrence;
  }
  return ScheduleEnd{ScheduleEnd::Reason::never_due};
}

}  // namespace

UnitFrame unit_frame(const Schedule& schedule) {
  return {schedule.fiscal, first_weekday(schedule.working_days)};
}

Due next_occurrence(const Schedule& schedule, Instant after) {
  const Date day = floor<days>(after);
  if (day < first_date + margin || day > last_date - longest_wait - margin)
    return ScheduleEnd{ScheduleEnd::Reason::never_due};
  if (const auto* cron = std::get_if<Cron>(&schedule.rule)) return next_by_cron(schedule, *cron, after);
  return next_by_rule(schedule, std::get<CalendarRule>(schedule.rule), after);
}

}  // namespace kvali
