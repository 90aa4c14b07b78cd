#pragma once

#include "base/step.hpp"
#include "cli/report_facts.hpp"
#include "collect/plugin_host.hpp"
#include "collect/raw_records.hpp"

namespace kvali {

/// Loads a report and gathers its facts: collect, merge, figures, finance, checks, narratives, answers.
/// Nothing if there is no report in the file.  Sources are read even if nothing can be made of them, so
/// that all that is wrong shows in one run.  `raw`, if any, keeps what the sources gave.  Throws Error only
/// where nothing can go on.
[[nodiscard]] std::optional<ReportFacts> gather_facts(const ReportRequest& request, PluginHost& plugins,
                                                      Diagnostics& diagnostics, const StepListener& on_step,
                                                      RawRecords* raw = nullptr);

/// Without one of its sources a report would silently lack figures, and a misspelt setting may mean
/// that it would say something else than its author wants: nothing may be written.
[[nodiscard]] bool cannot_be_made(const Diagnostics& diagnostics);

}  // namespace kvali
