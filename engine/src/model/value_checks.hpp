#pragma once

#include "model/across_space.hpp"
#include "model/indicator.hpp"
#include "model/indicator_findings.hpp"

namespace kvali {

/// Can a count or percentage be this?  Of single rows, before anything is added up: I-09, I-10, I-14,
/// I-15, and I-18 where a record gives a percentage beside a numerator and denominator that make another.
class ValueChecks {
 public:
  ValueChecks(const IndicatorRule& rule, IndicatorFindings& findings) : rule_(rule), findings_(findings) {}

  /// False where nothing can be computed from the row.
  [[nodiscard]] bool usable(const RowValue& row, const Period& period);

 private:
  [[nodiscard]] bool usable_pair(const RowValue& row, const Period& period);
  void check_share(const RowValue& row, const Period& period);
  void check_count(const RowValue& row, const Period& period);
  void add(const char* id, Severity severity, const RowValue& row, const Period& period, std::string what,
           std::string value, std::string hint);

  const IndicatorRule& rule_;
  IndicatorFindings& findings_;
};

/// Percentages that differ by no more than this say the same (M7).
[[nodiscard]] bool same_percentage(const Decimal& a, const Decimal& b);

}  // namespace kvali
