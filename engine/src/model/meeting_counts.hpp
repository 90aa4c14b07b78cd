#pragma once

#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/meeting_records.hpp"
#include "model/meeting_rule.hpp"

namespace kvali {

/// One figure counted from meeting records.
struct MeetingFigure {
  Period period;
  std::string sex;     ///< f, m, x or u; empty: all together.
  std::string person;  ///< Whom it counts; empty where it counts several.
  std::int64_t value = 0;
  std::vector<EvidenceId> records;  ///< The meetings or rows of attendance that were counted.
};

/// What a rule found in the meetings.
struct MeetingCounts {
  std::vector<MeetingFigure> figures;         ///< In order of time.
  std::vector<const MeetingRecord*> undated;  ///< That fit the rule and are in no figure: nobody knows when.
};

/// What a rule counts, unit by unit of `frequency` (a month, a quarter ...), in order of time.
///
/// Only meetings that took place and have a date are counted.  A unit without a meeting has no figure:
/// whether none was held or none was written down, the records do not say.  The same holds for women where no
/// row tells a sex.  Attendances come with their sexes, a stated total without a list as unknown sex; groups
/// that nobody counted are left out.  `by_person` gives one figure for each person named, else their number.
[[nodiscard]] MeetingCounts count_meetings(const MeetingRule& rule, PeriodKind frequency,
                                           const Workspace& merged, const MeetingRecords& meetings,
                                           bool by_person);

/// What one meeting adds to the figures of its month.
[[nodiscard]] std::vector<MeetingFigure> count_meeting(const MeetingRule& rule, const Workspace& merged,
                                                       const MeetingRecord& meeting);

}  // namespace kvali
