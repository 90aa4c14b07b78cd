#pragma once

#include <vector>

#include "model/figures.hpp"
#include "model/reporting_units.hpp"

namespace kvali {

[[nodiscard]] Coverage coverage_of(const std::vector<ReportingUnit>& units);

/// The ended units of a total.  Percentages that stand alone beside months of which both halves are known
/// are in none.
[[nodiscard]] std::vector<ReportingUnit> units_of_total(const IndicatorRule& rule, const Reports& reports,
                                                        const Period& span, const Frame& frame);

/// Does the figure only grow with every further record?
[[nodiscard]] inline bool grows(const IndicatorRule& rule) {
  return rule.agg_time == "sum" || rule.agg_time == "distinct" || rule.agg_time == "max";
}

/// A figure that is known is a lower bound.
inline void mark_bound(Quantity& quantity) {
  quantity.at_least = quantity.at_least || quantity.value;
}

}  // namespace kvali
