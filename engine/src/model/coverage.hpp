#pragma once

#include <string>
#include <vector>

#include "model/links.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// Somebody or something that stands on one side only: in the achievements, or in the meetings.
struct CoverageGap {
  std::string kind;  ///< org, location, activity
  std::string id;
  bool in_meetings = false;  ///< Appears in meetings and reports nothing; else the reverse.
  std::vector<EvidenceId> records;
};

/// Partners, places and activities that report achievements until `end` and appear in no meeting, and the
/// reverse, by kind and id.  A kind that one side never names at all has no gaps: nothing is compared there.
///
/// A partner appears in a meeting that it attends, organises or speaks in; a place where one is held, or
/// where a need is; an activity that something said is linked with.
[[nodiscard]] std::vector<CoverageGap> coverage_gaps(const Workspace& merged, const MeetingRecords& meetings,
                                                     const Links& links, Date end);

}  // namespace kvali
