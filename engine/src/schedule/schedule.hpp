#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "base/period.hpp"
#include "base/time_zone.hpp"
#include "schedule/calendar_rule.hpp"
#include "schedule/cron.hpp"
#include "schedule/period_rule.hpp"
#include "schedule/working_days.hpp"

namespace kvali {

/// What becomes of occurrences that nobody was there for.
enum class Misfire : std::uint8_t { run_all, run_latest, skip };

/// Until when an occurrence may wait for the data.
struct ReadinessGate {
  CalendarRule
      latest;  ///< The first such day from the nominal one on; without a time that of the occurrence.
};

/// When a report is due, and what it reports then.  A plain value: no clock, no files.
struct Schedule {
  std::string id;  ///< Of the report.
  std::variant<CalendarRule, Cron> rule;
  WorkingDays working_days;
  TimeZone zone{"UTC"};
  PeriodRule period;
  FiscalStart fiscal;
  Period life{first_date, last_date};  ///< Of the project: periods outside it are not reported.
  Misfire misfire = Misfire::run_all;
  std::optional<ReadinessGate> gate;  ///< Nothing: does not wait.
  std::chrono::minutes jitter{0};     ///< Reports due at one time start spread over so long.
};

/// One time a report is due.
struct Occurrence {
  Instant at;     ///< Unique in its schedule.
  Date nominal;   ///< The day in the schedule's zone that the rule names, before any shift.
  Period period;  ///< What it reports, within the life of the project.

  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

/// Why a schedule does not go on.
struct ScheduleEnd {
  enum class Reason : std::uint8_t {
    project_over,      ///< All that follows reports days after the project's end.
    zone_unknown,      ///< The rules of the zone are not known beyond.
    holidays_unknown,  ///< A calendar of holidays does not cover the year.
    never_due          ///< No day of the next forty years fits.
  };
  Reason reason = Reason::never_due;
  UnknownYear unknown = {};  ///< Of `holidays_unknown`.
};

/// The first occurrence after an instant, or why there is none.
[[nodiscard]] std::variant<Occurrence, ScheduleEnd> next_occurrence(const Schedule& schedule, Instant after);

[[nodiscard]] UnitFrame unit_frame(const Schedule& schedule);

/// When the work on an occurrence begins: always the same time after it is due, by a hash of the schedule's
/// id.
[[nodiscard]] Instant start_of(const Schedule& schedule, const Occurrence& occurrence);

/// SHA-256 of all that decides when the report is due and what it reports, in 64 small hexadecimal digits.
/// The same for two ways to write one schedule.
[[nodiscard]] std::string spec_hash(const Schedule& schedule);

}  // namespace kvali
