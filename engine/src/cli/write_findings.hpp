#pragma once

#include <filesystem>

#include "base/step.hpp"
#include "cli/report_facts.hpp"
#include "collect/plugin_host.hpp"

namespace kvali {

/// Writes every finding to a workbook, with what was answered so far.  Throws Error where `file` is
/// something else already, or cannot be written.
void write_findings(const std::filesystem::path& file, const ReportFacts& facts, PluginHost& plugins,
                    Diagnostics& diagnostics, const StepListener& on_step);

}  // namespace kvali
