#pragma once

#include <string>
#include <vector>

#include "model/frame.hpp"
#include "model/indicator.hpp"
#include "model/reported.hpp"

namespace kvali {

/// A unit in which an indicator is reported: a month, a quarter ...
struct ReportingUnit {
  Period whole;   ///< As the calendar has it.
  bool reported;  ///< Is there a value or a text for it?
  bool noted;     ///< Does a note say why there is none?
};

/// The units of `span` that had ended at the end of the frame's period; the project's end ends its last one.
/// A quarterly indicator is due when its quarter has ended, not in each of its months.
[[nodiscard]] std::vector<ReportingUnit> ended_units(const IndicatorRule& rule, const Reports& reports,
                                                     const Period& span, const Frame& frame);

/// Units in the order of time; four or more in a row as one span of time.
[[nodiscard]] std::vector<Period> spans_of(const std::vector<Period>& units);

/// "2025-03, 2025-06": spans_of() the units, as findings write them.
[[nodiscard]] std::string units_text(const std::vector<Period>& units);

}  // namespace kvali
