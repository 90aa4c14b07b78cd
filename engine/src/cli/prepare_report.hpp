#pragma once

#include "cli/report_facts.hpp"

namespace kvali {

/// Applies what was asked for to the report that was loaded, and finds its time frame and its template.
/// False after a finding that says why nothing can be made (CFG-04, TPL-00).
[[nodiscard]] bool prepare_report(const ReportRequest& request, ReportFacts& facts, Diagnostics& diagnostics);

}  // namespace kvali
