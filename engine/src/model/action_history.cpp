#include "model/action_history.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

bool is_open(std::string_view status) {
  return status.empty() || status == "open" || status == "in_progress";
}

std::optional<Date> date_in(const Table& table, std::string_view column, std::size_t row) {
  const Scalar day = table.scalar(column, row);
  return is_missing(day) ? std::nullopt : std::optional(std::get<Date>(day));
}

using Mentions = std::map<std::string, std::vector<ActionPoint::Mention>>;

Mentions read_mentions(const Workspace& merged) {
  Mentions mentions;
  const Table* table = merged.find("action_mention");
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const auto day = date_in(*table, "as_of", row);
    if (!day) continue;
    mentions[fold_key(canonical_text(table->scalar("action", row)))].push_back(
        {*day, canonical_text(table->scalar("status", row)), date_in(*table, "due", row)});
  }
  for (auto& [id, all] : mentions)
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return mentions;
}

/// The day from which a point is closed: its own, else that of the meeting that said so for good.
std::optional<Date> closed_day(const Table& table, const ActionPoint& action) {
  if (is_open(action.final_status)) return std::nullopt;
  auto day = date_in(table, "closed_on", action.row);
  for (auto mention = action.mentions.rbegin(); !day && mention != action.mentions.rend(); ++mention) {
    if (!mention->status.empty() && is_open(mention->status)) break;
    if (mention->status.empty()) continue;
    const auto before =
        std::find_if(mention + 1, action.mentions.rend(), [](const auto& m) { return !m.status.empty(); });
    if (before == action.mentions.rend() || is_open(before->status)) day = mention->day;
  }
  if (!day) day = date_in(table, "as_of", action.row);
  return day && action.raised ? std::max(*day, *action.raised) : day;
}

}  // namespace

std::string ActionPoint::status_at(Date day) const {
  if (!is_open(final_status) && (!closed || *closed <= day)) return final_status;
  std::string status = mentions.empty() && is_open(final_status) ? final_status : std::string{};
  for (const Mention& mention : mentions)
    if (mention.day <= day && is_open(mention.status) && !mention.status.empty()) status = mention.status;
  return status.empty() ? "open" : status;
}

bool ActionPoint::open_at(Date day) const {
  return (!raised || *raised <= day) && is_open(status_at(day));
}

std::optional<Date> ActionPoint::due_at(Date day) const {
  std::optional<Date> due;
  for (const Mention& mention : mentions)
    if (mention.day <= day && mention.due) due = mention.due;
  return due ? due : final_due;
}

bool ActionPoint::overdue_at(Date day) const {
  const auto due = due_at(day);
  return due && *due < day && open_at(day);
}

int ActionPoint::mentioned_until(Date day) const {
  return int(std::count_if(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.day <= day; }));
}

std::optional<Date> ActionPoint::last_mention_until(Date day) const {
  std::optional<Date> last;
  for (const Mention& mention : mentions)
    if (mention.day <= day) last = mention.day;
  return last;
}

std::vector<ActionPoint> read_actions(const Workspace& merged, const MeetingRecords& meetings) {
  std::vector<ActionPoint> actions;
  const Table* table = merged.find("action_point");
  if (table == nullptr) return actions;
  Mentions mentions = read_mentions(merged);
  for (std::size_t row = 0; row < table->rows(); ++row) {
    ActionPoint action;
    action.id = canonical_text(table->scalar("action_id", row));
    action.row = row;
    action.raised = meetings.date_of(table->scalar("meeting", row));
    action.mentions = std::move(mentions[fold_key(action.id)]);
    action.final_status = canonical_text(table->scalar("status", row));
    action.final_due = date_in(*table, "due", row);
    const bool owned =
        !is_missing(table->scalar("owner_org", row)) || !is_missing(table->scalar("owner_person", row));
    action.complete = owned && action.final_due.has_value();
    const Scalar firm = table->scalar("firm", row);
    action.firm = is_missing(firm) || std::get<bool>(firm) || action.complete;
    action.closed = closed_day(*table, action);
    actions.push_back(std::move(action));
  }
  return actions;
}

ActionFlow flow_of(const std::vector<ActionPoint>& actions, const Period& period, Date end) {
  ActionFlow flow;
  const Date before = period.first - std::chrono::days{1};
  for (const ActionPoint& action : actions) {
    if (!action.firm) continue;
    flow.open_before += action.open_at(before);
    flow.raised += action.raised && period.first <= *action.raised && *action.raised <= end;
    flow.closed += action.closed && (!action.raised || *action.raised <= end) &&
                   period.first <= *action.closed && *action.closed <= end;
    flow.open += action.open_at(end);
    flow.overdue += action.overdue_at(end);
  }
  return flow;
}

}  // namespace kvali
