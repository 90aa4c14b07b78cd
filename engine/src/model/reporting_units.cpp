#include "model/reporting_units.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kvali {

namespace {

bool ended(const Period& unit, const Period& whole, const Frame& frame) {
  if (frame.project_end && *frame.project_end <= unit.last) return true;
  return whole.last <= frame.period.last;
}

constexpr std::size_t longest_list = 3;

/// The units from `begin` on that follow each other without a gap.
std::size_t end_of_run(const std::vector<Period>& units, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < units.size() && units[end - 1].last + std::chrono::days{1} == units[end].first) ++end;
  return end;
}

}  // namespace

std::vector<ReportingUnit> ended_units(const IndicatorRule& rule, const Reports& reports, const Period& span,
                                       const Frame& frame) {
  std::vector<ReportingUnit> units;
  const auto running = frame.within_project(span);
  if (!running) return units;
  const std::vector<Period> parts = sub_periods(*running, rule.frequency);
  std::vector<bool> reported(parts.size(), false);
  std::vector<bool> noted(parts.size(), false);
  for (const Reported& report : reports) {
    // The units that the report touches lie side by side.
    auto unit = std::lower_bound(parts.begin(), parts.end(), report.period.first,
                                 [](const Period& part, Date day) { return part.last < day; });
    for (; unit != parts.end() && unit->first <= report.period.last; ++unit)
      (report.silent ? noted : reported)[std::size_t(unit - parts.begin())] = true;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Period whole = period_around(parts[i].first, rule.frequency);
    if (ended(parts[i], whole, frame)) units.push_back({whole, reported[i], noted[i]});
  }
  return units;
}

std::vector<Period> spans_of(const std::vector<Period>& units) {
  std::vector<Period> spans;
  for (std::size_t begin = 0; begin < units.size();) {
    const std::size_t end = end_of_run(units, begin);
    if (end - begin > longest_list) {
      spans.push_back({units[begin].first, units[end - 1].last});
      begin = end;
    }
    for (; begin < end; ++begin) spans.push_back(units[begin]);
  }
  return spans;
}

std::string units_text(const std::vector<Period>& units) {
  std::vector<std::string> texts;
  for (const Period& span : spans_of(units)) texts.push_back(period_text(span));
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace kvali
