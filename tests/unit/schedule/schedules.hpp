// Schedules for tests, and what they answer as text.
#pragma once

#include <string>

#include "catch.hpp"
#include "schedule/schedule.hpp"

namespace kvali {

/// An instant that the test writes rightly.
inline Instant at(std::string_view text) {
  const auto instant = parse_instant(text);
  if (!instant) throw std::invalid_argument(std::string(text));
  return *instant;
}

inline Schedule by_cron(std::string_view text, const std::string& zone = "UTC") {
  TextFaults faults;
  const auto cron = read_cron(text, faults);
  if (!cron) throw std::invalid_argument(std::string(text) + ": " + faults.front().message);
  Schedule schedule;
  schedule.id = "r";
  schedule.rule = *cron;
  schedule.zone = TimeZone(zone);
  return schedule;
}

inline Schedule by_rule(std::string_view text, const std::string& zone = "UTC") {
  TextFaults faults;
  const auto rule = read_rule(text, faults);
  if (!rule) throw std::invalid_argument(std::string(text) + ": " + faults.front().message);
  Schedule schedule;
  schedule.id = "r";
  schedule.rule = *rule;
  schedule.period = period_before(rule->unit);
  schedule.zone = TimeZone(zone);
  return schedule;
}

inline Date day(std::string_view text) {
  return parse_iso_date(text).value();
}

/// "2026-01-09T09:00:00+04:00".
inline std::string local_text(const TimeZone& zone, Instant instant) {
  return iso_text(zone.wall_time(instant)) + utc_offset_text(zone.span_at(instant).offset);
}

inline std::string name_of(ScheduleEnd::Reason reason) {
  switch (reason) {
    case ScheduleEnd::Reason::project_over:
      return "project over";
    case ScheduleEnd::Reason::zone_unknown:
      return "zone unknown";
    case ScheduleEnd::Reason::holidays_unknown:
      return "holidays unknown";
    case ScheduleEnd::Reason::never_due:
      break;
  }
  return "never due";
}

/// When the schedule is due after `after`, as its wall shows it; else why it is not.
inline std::string next_text(const Schedule& schedule, std::string_view after) {
  const auto next = next_occurrence(schedule, at(after));
  if (const auto* end = std::get_if<ScheduleEnd>(&next)) return name_of(end->reason);
  return local_text(schedule.zone, std::get<Occurrence>(next).at);
}

/// The period it reports then.
inline std::string period_after(const Schedule& schedule, std::string_view after) {
  return period_text(std::get<Occurrence>(next_occurrence(schedule, at(after))).period, schedule.fiscal);
}

/// So many times it is due, "2026-01-09T09:00:00+04:00 ...".
inline std::vector<std::string> due_texts(const Schedule& schedule, std::string_view after, int count) {
  std::vector<std::string> texts;
  Instant from = at(after);
  for (int i = 0; i < count; ++i) {
    const auto next = next_occurrence(schedule, from);
    if (const auto* end = std::get_if<ScheduleEnd>(&next)) {
      texts.push_back(name_of(end->reason));
      break;
    }
    from = std::get<Occurrence>(next).at;
    texts.push_back(local_text(schedule.zone, from));
  }
  return texts;
}

}  // namespace kvali
