#pragma once

#include <span>

#include "model/indicator_findings.hpp"
#include "model/observation_rows.hpp"
#include "model/row_values.hpp"

namespace kvali {

/// I-24: an indicator has values of which no day lies in the project: 1925-03 for 2025-03, say.
void tell_outside_project(const IndicatorRule& rule, const Period& project, const ObservationRows& from,
                          const RowValues& values, std::span<const ObservationRow> rows,
                          IndicatorFindings& findings);

}  // namespace kvali
