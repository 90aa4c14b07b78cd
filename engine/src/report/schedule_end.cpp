#include "report/schedule_end.hpp"

#include <fmt/format.h>

namespace kvali {

void report_schedule_end(const Report& report, const ScheduleEnd& end, bool any_before,
                         Diagnostics& diagnostics) {
  const Severity severity = any_before ? Severity::warning : Severity::error;
  const Place& place = report.schedule_place;
  const auto tell = [&](const char* id, Severity how_bad, std::string message, std::string hint) {
    diagnostics.add({id, how_bad, std::move(message), place, std::move(hint), {}});
  };
  switch (end.reason) {
    case ScheduleEnd::Reason::project_over:
      return tell(
          "CFG-11", Severity::info,
          fmt::format("no further report: the project ends on {}", iso_text(report.schedule->life.last)), {});
    case ScheduleEnd::Reason::zone_unknown:
      return tell("CFG-11", severity,
                  fmt::format("the clock changes of {} are known until the end of 2037 only",
                              report.schedule->zone.name()),
                  {});
    case ScheduleEnd::Reason::holidays_unknown:
      return tell("CFG-10", severity,
                  fmt::format("{} does not cover {}", end.unknown.calendar, end.unknown.year),
                  "add the holidays of that year to the file, and correct first_year or last_year");
    case ScheduleEnd::Reason::never_due:
      return tell("CFG-11", severity, "the schedule never falls due", "look at its day and months");
  }
}

}  // namespace kvali
