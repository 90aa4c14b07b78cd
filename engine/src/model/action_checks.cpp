#include "model/action_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/record_place.hpp"

namespace kvali {

namespace {

class ActionChecks {
 public:
  ActionChecks(const Workspace& merged, const Frame& frame, Diagnostics& diagnostics)
      : evidence_(merged.evidence),
        table_(*merged.find("action_point")),
        end_(std::min(frame.period.last, frame.as_of)),
        diagnostics_(diagnostics) {}

  void check(const ActionPoint& action) {
    if (action.final_status == "done" && !action.closed)
      tell(action, "M-09", Severity::warning,
           fmt::format("action point {} is done, and nothing says since when", action.id),
           "write since when behind it, such as {closed_on=2021-03-01}, or fill in the column closed_on; "
           "until then every report shows it");
    if (!action.firm || !action.open_at(end_)) return;
    if (is_missing(table_.scalar("owner_org", action.row)) &&
        is_missing(table_.scalar("owner_person", action.row)))
      tell(action, "M-06", Severity::warning, fmt::format("action point {} has no owner", action.id),
           "write who does it, such as @organisation");
    if (!action.due_at(end_))
      tell(action, "M-07", Severity::warning, fmt::format("action point {} has no due date", action.id),
           "write until when, such as due 2021-03-01");
    check_forgotten(action);
  }

 private:
  void check_forgotten(const ActionPoint& action) {
    const auto due = action.due_at(end_);
    if (!due || (end_ - *due).count() <= forgotten_after_days) return;
    const auto last = action.last_mention_until(end_);
    if (last && *last > *due) return;
    tell(action, "M-08", Severity::error,
         fmt::format("action point {} is {} days overdue, and no meeting has spoken of it since {}",
                     action.id, (end_ - *due).count(), iso_text(*due)),
         fmt::format("write in the next minutes how it stands: - [x] #{} done", action.id), iso_text(*due));
  }

  void tell(const ActionPoint& action, const char* id, Severity severity, std::string message,
            std::string hint, std::string value = {}) {
    Diagnostic finding;
    finding.id = id;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    finding.subject = "action=" + action.id;
    finding.value = std::move(value);
    finding.place = record_place(evidence_, table_.row_evidence[action.row]);
    diagnostics_.add(std::move(finding));
  }

  const Evidence& evidence_;
  const Table& table_;
  Date end_;  ///< The last day that anything is known of.
  Diagnostics& diagnostics_;
};

}  // namespace

void check_actions(const Workspace& merged, const std::vector<ActionPoint>& actions, const Frame& frame,
                   Diagnostics& diagnostics) {
  if (merged.find("action_point") == nullptr) return;
  ActionChecks checks(merged, frame, diagnostics);
  for (const ActionPoint& action : actions) checks.check(action);
}

}  // namespace kvali
