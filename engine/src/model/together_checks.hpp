#pragma once

#include "model/figures.hpp"
#include "model/indicator_findings.hpp"

namespace kvali {

/// What one number of a period stands for where several places or partners say one: I-19 where partners may
/// count the same persons, I-25 where one of them, a mean or nothing was taken.
void check_together(const IndicatorFigures& figures, const Period& period, IndicatorFindings& findings);

}  // namespace kvali
