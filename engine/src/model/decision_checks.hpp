#pragma once

#include "model/figures.hpp"
#include "model/links.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// M-10: a decision on a subject (an indicator, an activity ...) on which an earlier one of another meeting
/// is in force, and nothing says that it takes its place.
void check_decisions(const Workspace& merged, const MeetingRecords& meetings, const Links& links,
                     const Frame& frame, Diagnostics& diagnostics);

}  // namespace kvali
