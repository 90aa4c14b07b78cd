// When a schedule is due, by looking at every day and minute: slow, and plain enough to be believed.
#pragma once

#include <algorithm>
#include <vector>

#include "schedule/schedule.hpp"

namespace kvali::plain {

using std::chrono::days;
using std::chrono::minutes;

inline bool holds(std::uint64_t mask, unsigned number) {
  return (mask >> number & 1) != 0;
}

inline bool is_working(const WorkingDays& working, Date day) {
  if (holds(working.weekend, std::chrono::weekday(day).c_encoding())) return false;
  return std::none_of(
      working.calendars.begin(), working.calendars.end(), [&](const HolidayCalendar& calendar) {
        return std::find(calendar.days.begin(), calendar.days.end(), day) != calendar.days.end();
      });
}

inline int working_days_in(const WorkingDays& working, Date first, Date last) {
  int count = 0;
  for (Date day = first; day <= last; day += days(1)) count += is_working(working, day) ? 1 : 0;
  return count;
}

/// Is it the day that the rule names?
inline bool is_nominal(const CalendarRule& rule, const Schedule& schedule, Date day) {
  const Period unit = unit_around(rule.unit, day, unit_frame(schedule));
  if (rule.months != 0 && !holds(rule.months, month_of(day))) return false;
  switch (rule.kind) {
    case RuleDay::weekday:
      return int(std::chrono::weekday(day).c_encoding()) == rule.number;
    case RuleDay::day:
      return rule.number > 0 ? (day - unit.first).count() == rule.number - 1
                             : (unit.last - day).count() == -rule.number - 1;
    case RuleDay::workday:
      break;
  }
  if (!is_working(schedule.working_days, day)) return false;
  return rule.number > 0 ? working_days_in(schedule.working_days, unit.first, day) == rule.number
                         : working_days_in(schedule.working_days, day, unit.last) == -rule.number;
}

/// Where the shift takes a day that the rule names; not to or beyond another such day.
inline Date shifted(const CalendarRule& rule, const Schedule& schedule, Date nominal) {
  if (rule.shift == DayShift::none) return nominal;
  const days step(rule.shift == DayShift::next ? 1 : -1);
  for (Date day = nominal; day == nominal || !is_nominal(rule, schedule, day); day += step)
    if (is_working(schedule.working_days, day)) return day;
  return nominal;
}

inline bool is_due_on(const CalendarRule& rule, const Schedule& schedule, Date day) {
  if (rule.shift == DayShift::none) return is_nominal(rule, schedule, day);
  // No test has more days off in a row.
  for (Date nominal = day - days(20); nominal <= day + days(20); nominal += days(1))
    if (is_nominal(rule, schedule, nominal) && shifted(rule, schedule, nominal) == day) return true;
  return false;
}

inline bool is_due_on(const Cron& cron, const Schedule&, Date day) {
  const bool in_days = holds(cron.days, day_of(day));
  const bool in_weekdays = holds(cron.weekdays, std::chrono::weekday(day).c_encoding());
  return holds(cron.months, month_of(day)) &&
         (cron.both_days ? in_days && in_weekdays : in_days || in_weekdays);
}

inline bool is_due_at(const CalendarRule& rule, minutes time) {
  return rule.at == time;
}

inline bool is_due_at(const Cron& cron, minutes time) {
  return holds(cron.hours, unsigned(time.count() / 60)) && holds(cron.minutes, unsigned(time.count() % 60));
}

inline bool is_due(const Schedule& schedule, WallTime wall) {
  const auto day = std::chrono::floor<days>(wall);
  const auto time = std::chrono::floor<minutes>(wall - day);
  return std::visit(
      [&](const auto& rule) {
        return is_due_at(rule, time) && is_due_on(rule, schedule, Date(day.time_since_epoch()));
      },
      schedule.rule);
}

inline bool is_any_hour(const Schedule& schedule) {
  const auto* cron = std::get_if<Cron>(&schedule.rule);
  return cron != nullptr && cron->any_hour;
}

/// All instants in (from, to] at which it is due.  A time is due when the wall first shows it or, having
/// jumped over it, a later one; of a schedule of any hour whenever the wall shows it.
inline std::vector<Instant> due_between(const Schedule& schedule, Instant from, Instant to) {
  constexpr minutes step(1);
  std::vector<Instant> due;
  WallTime reached = schedule.zone.wall_time(from - days(2));
  for (Instant at = from - days(2) + step; at <= to; at += step) {
    const WallTime wall = schedule.zone.wall_time(at);
    bool is_now = false;
    if (is_any_hour(schedule))
      is_now = is_due(schedule, wall);
    else
      for (WallTime time = reached + step; time <= wall; time += step)
        is_now = is_now || is_due(schedule, time);
    reached = std::max(reached, wall);
    if (is_now && at > from) due.push_back(at);
  }
  return due;
}

}  // namespace kvali::plain
