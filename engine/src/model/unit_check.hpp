#pragma once

#include <optional>
#include <string>

#include "model/indicator_findings.hpp"
#include "model/observation_rows.hpp"
#include "model/row_values.hpp"

namespace kvali {

/// Tells where rows of one indicator name different units (I-22), once: 3 km beside 3000 m are no sum.
class UnitCheck {
 public:
  UnitCheck(const IndicatorRule& rule, const RowValues& values, IndicatorFindings& findings)
      : rule_(rule), values_(values), findings_(findings) {}

  void check(const ObservationRow& row);

 private:
  void tell(const ObservationRow& row);

  /// The first unit that a row names.
  struct Unit {
    std::string text, key;
    Period period;
    bool told = false;
  };

  const IndicatorRule& rule_;
  const RowValues& values_;
  IndicatorFindings& findings_;
  std::optional<Unit> first_;
};

}  // namespace kvali
