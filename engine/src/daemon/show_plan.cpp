#include "daemon/show_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kvali {

namespace {

constexpr int occurrences_shown = 5;

void add_report(const Report& report, Instant now, std::vector<std::string>& lines) {
  const Schedule& schedule = *report.schedule;
  lines.push_back(fmt::format("{} goes to {}", report.id, fmt::join(report.delivery->to, ", ")));
  if (!report.delivery->copy.empty())
    lines.push_back(fmt::format("  copies to {}", fmt::join(report.delivery->copy, ", ")));
  for (int i = 0; i < occurrences_shown; ++i) {
    const auto next = next_occurrence(schedule, now);
    const auto* occurrence = std::get_if<Occurrence>(&next);
    if (occurrence == nullptr) {
      lines.emplace_back("  and is not due any more");
      return;
    }
    const auto wall = schedule.zone.wall_time(occurrence->at);
    lines.push_back(fmt::format("  due {}  reports {}", iso_text(wall),
                                period_text(occurrence->period, report.project.fiscal)));
    now = occurrence->at;
  }
}

}  // namespace

std::vector<std::string> show_plan(const Settings& settings, Instant now) {
  std::vector<std::string> lines;
  for (const auto& [id, report] : settings.reports) add_report(report, now, lines);
  return lines;
}

}  // namespace kvali
