#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/step.hpp"
#include "collect/file_states.hpp"
#include "collect/plugin_call.hpp"
#include "collect/plugin_host.hpp"
#include "collect/raw_records.hpp"
#include "collect/source_overview.hpp"
#include "report/report.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Opens every source, pulls its tables and maps them to canonical ones.  Tables without a map stay
/// under their own name (`<source>` for an only table, else `<source>_<table>`).  The table `source`
/// lists what was read.  A source that fails is a finding (C-03); the others go on.  `overview`, if any,
/// gets an entry for each source, `raw`, if any, the tables as they were given, and `inputs`, if any, how
/// files stood before they were read.
[[nodiscard]] Workspace collect(const Report& report, PluginHost& plugins, Diagnostics& diagnostics,
                                const Progress& progress = {}, const StepListener& on_step = {},
                                std::vector<SourceOverview>* overview = nullptr, RawRecords* raw = nullptr,
                                FileStates* inputs = nullptr);

}  // namespace kvali
