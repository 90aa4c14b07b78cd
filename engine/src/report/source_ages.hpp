#pragma once

#include "report/report.hpp"

namespace kvali {

/// C-03: sources that are older on the day the report stands at than report.toml allows
/// (max_age_days), and those of which nobody knows.
void check_source_ages(const Report& report, Date as_of, Diagnostics& diagnostics);

}  // namespace kvali
