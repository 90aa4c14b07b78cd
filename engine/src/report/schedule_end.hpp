#pragma once

#include "report/report.hpp"

namespace kvali {

/// Tells why no report falls due after the last one that was shown (CFG-10, CFG-11).  That none does at all
/// is an error, that none does some time later a warning, and that the project is over then no fault.
void report_schedule_end(const Report& report, const ScheduleEnd& end, bool any_before,
                         Diagnostics& diagnostics);

}  // namespace kvali
