#pragma once

#include <cstddef>

#include "model/indicator.hpp"
#include "model/indicator_findings.hpp"
#include "model/reported.hpp"

namespace kvali {

/// Tells of values of one indicator whose periods overlap (D-10): a quarter beside its months says the same
/// thing twice.
class OverlapCheck {
 public:
  OverlapCheck(const IndicatorRule& rule, IndicatorFindings& findings) : rule_(rule), findings_(findings) {}

  /// Holds the last of the totals, which are in the order of their first days, against those before.
  void check(const Reports& totals);

 private:
  void tell(const Reported& before, const Reported& latest);

  const IndicatorRule& rule_;
  IndicatorFindings& findings_;
  std::size_t furthest_ = 0;  ///< The total that reaches furthest so far.
};

/// Tells of values that an opening balance has in it already: they are not added again.
void tell_covered(const IndicatorRule& rule, const Reports& totals, IndicatorFindings& findings);

}  // namespace kvali
