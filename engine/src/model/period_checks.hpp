#pragma once

#include "model/figures.hpp"
#include "model/indicator_findings.hpp"

namespace kvali {

/// I-23: values that are left out of the report's period because theirs is another one.
void check_periods(const IndicatorFigures& figures, const Reports& totals, const Frame& frame,
                   IndicatorFindings& findings);

}  // namespace kvali
