#pragma once

#include "base/diagnostic.hpp"
#include "model/figures.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// Findings on the meetings on record: M-01 nobody was counted, M-02 sexes are not recorded, M-03 a list that
/// does not add up to the stated total, M-04 no date or one in the future, M-05 the same meeting twice with
/// another date or type, M-13 a meeting of a series that is not on file, M-14 people counted at a meeting
/// that did not take place.  M-01 and M-02 concern the meetings that the report prints.
void check_meetings(const Workspace& merged, const MeetingRecords& records, const Frame& frame,
                    Diagnostics& diagnostics);

}  // namespace kvali
