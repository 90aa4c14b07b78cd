#pragma once

#include <string>
#include <vector>

#include "cli/report_worker.hpp"

namespace kvali {

/// Has a worker make the report, shows how it goes and what was found, and puts the files into place when
/// all of them are complete.  `arguments` are the program's own.  The exit code; throws Error and
/// UsageError like the command itself would.
[[nodiscard]] int watch_report(const ReportTask& task, const std::vector<std::string>& arguments, bool json);

}  // namespace kvali
