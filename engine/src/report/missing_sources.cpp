#include "report/missing_sources.hpp"

#include <algorithm>

namespace kvali {

namespace {

bool has_come(const SourceSpec& source, const Period& period, const std::vector<SourceFiles>& files) {
  const auto known = std::find_if(files.begin(), files.end(),
                                  [&](const SourceFiles& one) { return one.source == source.name; });
  if (known == files.end() || !known->there) return false;
  return !source.due || (known->changed_on && *known->changed_on > period.last);
}

/// The first such day after the period.
std::optional<Date> due_day(const Report& report, const CalendarRule& rule, const Period& period) {
  const Schedule none;
  const Schedule& schedule = report.schedule ? *report.schedule : none;
  const UnitFrame frame{report.project.fiscal, first_weekday(schedule.working_days)};
  return first_day_from(rule, period.last + std::chrono::days(1), schedule.working_days, frame);
}

}  // namespace

std::vector<MissingSource> missing_sources(const Report& report, const Period& period,
                                           const std::vector<SourceFiles>& files) {
  std::vector<MissingSource> missing;
  for (const SourceSpec& source : report.sources) {
    if ((!source.required && !source.due) || has_come(source, period, files)) continue;
    missing.push_back(
        {source.name, source.owner, source.due ? due_day(report, *source.due, period) : std::nullopt});
  }
  return missing;
}

}  // namespace kvali
