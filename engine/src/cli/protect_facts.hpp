#pragma once

#include "cli/report_facts.hpp"

namespace kvali {

/// Decides which counts of persons the report's audience may not see: one decision for all languages and
/// files of the run, made with what earlier reports have printed.
[[nodiscard]] Protection protect_facts(ReportFacts& facts, Diagnostics& diagnostics);

}  // namespace kvali
