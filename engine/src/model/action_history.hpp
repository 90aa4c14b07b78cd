#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// One action point through the meetings that speak of it (M9).
struct ActionPoint {
  std::string id;
  std::size_t row = 0;  ///< Of the merged table `action_point`.
  std::optional<Date> raised;
  std::optional<Date> closed;  ///< Done, cancelled or superseded since; never before it was raised.
  bool firm = true;            ///< No soft commitment: said to be firm, or with owner and due date.
  bool complete = false;       ///< Has an owner and a due date.

  /// What a meeting said of it; one of each day.
  struct Mention {
    Date day;
    std::string status;       ///< As said; may be empty.
    std::optional<Date> due;  ///< As said then.
  };
  std::vector<Mention> mentions;  ///< In order of time, the first where it was raised.
  std::string final_status;       ///< As far as anybody knows, whenever that became known.
  std::optional<Date> final_due;

  /// open, in_progress, done, cancelled or superseded at the end of a day.
  [[nodiscard]] std::string status_at(Date day) const;
  [[nodiscard]] bool open_at(Date day) const;
  [[nodiscard]] std::optional<Date> due_at(Date day) const;
  [[nodiscard]] bool overdue_at(Date day) const;
  /// In how many meetings it was spoken of until the end of a day.
  [[nodiscard]] int mentioned_until(Date day) const;
  [[nodiscard]] std::optional<Date> last_mention_until(Date day) const;
};

/// Every action point on record, in the order of the merged table.  Mentions come from the table
/// `action_mention`.
[[nodiscard]] std::vector<ActionPoint> read_actions(const Workspace& merged, const MeetingRecords& meetings);

/// open(P) = open(P - 1) - closed + new, of firm action points.
struct ActionFlow {
  int open_before = 0, raised = 0, closed = 0, open = 0, overdue = 0;
};

/// `end` is the last day known, within the period.  A point without a day of raising was there before.
[[nodiscard]] ActionFlow flow_of(const std::vector<ActionPoint>& actions, const Period& period, Date end);

}  // namespace kvali
