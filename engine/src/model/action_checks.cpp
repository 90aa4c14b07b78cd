#include "model/action_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
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
    if (!action.open_at(end_)) return;
    check_due(action);
    check_repeated(action);
    if (!action.firm) return;
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
  void check_due(const ActionPoint& action) {
    const auto due = action.due_at(end_);
    if (!due || !action.raised || *due >= *action.raised) return;
    tell(action, "M-17", Severity::warning,
         fmt::format("action point {} was due {}, before the meeting of {} that agreed it", action.id,
                     iso_text(*due), iso_text(*action.raised)),
         "correct the year or the month of one of them", iso_text(*due));
  }

  /// What a later meeting says in the same words is the same thing, and is counted twice.
  void check_repeated(const ActionPoint& action) {
    std::string words = words_of(action);
    if (words.empty() || !action.raised) return;
    const auto [known, first] = said_.try_emplace(std::move(words), &action);
    if (first || known->second->raised == action.raised) return;
    const ActionPoint &one = *known->second, &other = action;
    const bool later = *one.raised < *other.raised;
    const ActionPoint &origin = later ? one : other, &repeated = later ? other : one;
    tell(repeated, "M-18", Severity::warning,
         fmt::format("action point {} says the same as {}, which is open since {}", repeated.id, origin.id,
                     iso_text(*origin.raised)),
         fmt::format("write #{} into the later minutes, so that both are one", origin.id), origin.id);
  }

  /// Its text without marks, in whatever language stands first.
  [[nodiscard]] std::string words_of(const ActionPoint& action) const {
    for (const Column& column : table_.columns()) {
      const std::string_view name = column.name();
      if (name.substr(0, name.find('@')) != "text" || column.missing(action.row)) continue;
      std::string words = fold_key(column.text(action.row));
      std::erase_if(words,
                    [](char c) { return std::string_view(".,;:!?").find(c) != std::string_view::npos; });
      return words;
    }
    return {};
  }

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
  std::map<std::string, const ActionPoint*> said_;  ///< Open ones, by their words.
};

}  // namespace

void check_actions(const Workspace& merged, const std::vector<ActionPoint>& actions, const Frame& frame,
                   Diagnostics& diagnostics) {
  if (merged.find("action_point") == nullptr) return;
  ActionChecks checks(merged, frame, diagnostics);
  for (const ActionPoint& action : actions) checks.check(action);
}

}  // namespace kvali
