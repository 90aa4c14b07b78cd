#pragma once

#include "cli/make_report.hpp"
#include "collect/raw_records.hpp"

namespace kvali {

/// Composes the report in its first language and tells where the figures come from that were asked for.
/// Throws UsageError where there is no such figure.
[[nodiscard]] RunOutcome explain_report(ReportFacts& facts, const RawRecords& raw,
                                        const ExplainRequest& request, Diagnostics& diagnostics,
                                        const StepListener& on_step);

}  // namespace kvali
