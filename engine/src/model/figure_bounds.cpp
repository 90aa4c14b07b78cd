#include "model/figure_bounds.hpp"

#include <algorithm>

namespace kvali {

Coverage coverage_of(const std::vector<ReportingUnit>& units) {
  Coverage coverage;
  for (const ReportingUnit& unit : units) {
    ++coverage.expected;
    coverage.reported += unit.reported;
  }
  return coverage;
}

std::vector<ReportingUnit> units_of_total(const IndicatorRule& rule, const Reports& reports,
                                          const Period& span, const Frame& frame) {
  if (rule.agg_time != "ratio" || std::none_of(reports.begin(), reports.end(), has_halves))
    return ended_units(rule, reports, span, frame);
  Reports counted = reports;
  std::erase_if(counted, [](const Reported& report) { return report.value && !has_halves(report); });
  return ended_units(rule, counted, span, frame);
}

bool is_partial(const IndicatorRule& rule, const Coverage& coverage) {
  return rule.agg_time == "sum" && !rule.cumulative && coverage.reported > 0 &&
         coverage.reported < coverage.expected;
}

}  // namespace kvali
