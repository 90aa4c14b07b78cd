#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/indicator.hpp"
#include "model/natural_order.hpp"

namespace kvali {

/// The reports of one indicator: its totals, and each category of each dimension.
struct IndicatorReports {
  Reports totals;
  /// dimension -> category -> reports, e.g. "sex" -> "f".
  std::map<std::string, std::map<std::string, Reports, NaturalLess>, std::less<>> categories;
  std::map<std::string, Reports, NaturalLess> places;  ///< By location; "" where no place is said.
};

/// Reads the merged table `observation`.  A total that was not reported is the sum of a
/// disaggregation; one that was reported and differs from it is I-05.  Several partners or places add
/// up by agg_space; partners that may overlap count once, by the largest.  Opening balances of the table
/// `opening` are reports of their own; `project_start` is where they begin.
[[nodiscard]] std::map<std::string, IndicatorReports, std::less<>> read_observations(
    const std::vector<IndicatorRule>& rules, Workspace& workspace, Diagnostics& diagnostics,
    std::optional<Date> project_start = {});

}  // namespace kvali
