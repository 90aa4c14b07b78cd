#include "model/action_tables.hpp"

#include <algorithm>

#include "model/meeting_label.hpp"

namespace kvali {

namespace {

Table empty_actions() {
  Table table("actions");
  for (const char* name : {"action", "meeting"}) table.add(name, Type::text);
  table.add("date", Type::date);
  for (const char* name : {"text", "owner"}) table.add(name, Type::text);
  table.add("due", Type::date);
  table.add("due_text", Type::text);
  table.add("firm", Type::boolean);
  table.add("status", Type::text);
  for (const char* name : {"age_days", "overdue_days", "mentions"}) table.add(name, Type::integer);
  table.add("last_mention", Type::date);
  for (const char* name : {"raised_in", "news"}) table.add(name, Type::text);
  return table;
}

Scalar days_since(const std::optional<Date>& day, Date end) {
  if (!day) return Mark::not_recorded;
  return std::int64_t{(end - *day).count()};
}

Scalar date_or(const std::optional<Date>& day, Mark mark) {
  return day ? Scalar{*day} : Scalar{mark};
}

class ActionTables {
 public:
  ActionTables(const Workspace& merged, const MeetingRecords& meetings, const Frame& frame,
               const Catalogue& words, LanguageView& language, Workspace& out)
      : merged_(merged),
        meetings_(meetings),
        words_(words),
        language_(language),
        names_(merged, language),
        out_(out),
        period_(frame.period),
        end_(std::min(frame.period.last, frame.as_of)),
        actions_(read_actions(merged, meetings)) {}

  void run() {
    Table table = empty_actions();
    for (const ActionPoint& action : actions_)
      if (concerns_period(action)) add(table, action);
    out_.tables.insert_or_assign("actions", std::move(table));
    add_flow();
    add_commitments();
  }

 private:
  /// Open in the period, or closed in it; what nobody knows the day of stands in every report (M-09).
  [[nodiscard]] bool concerns_period(const ActionPoint& action) const {
    if (action.raised && *action.raised > end_) return false;
    const std::string status = action.status_at(end_);
    if (status == "superseded") return false;
    return action.open_at(end_) || !action.closed || *action.closed >= period_.first;
  }

  void add(Table& table, const ActionPoint& action) {
    const Table& from = *merged_.find("action_point");
    const bool open = action.open_at(end_);
    const bool overdue = action.overdue_at(end_);
    const auto due = action.due_at(end_);
    add_what(table, from, action);
    table.at("firm").append(action.firm);
    table.at("status").append(overdue ? std::string("overdue") : action.status_at(end_));
    table.at("age_days").append_scalar(open ? days_since(action.raised, end_) : Scalar{Mark::not_applicable});
    table.at("overdue_days").append_scalar(overdue ? days_since(due, end_) : Scalar{Mark::not_applicable});
    const int mentions = action.mentioned_until(end_);
    table.at("mentions")
        .append_scalar(mentions > 0 ? Scalar{std::int64_t{mentions}} : Scalar{Mark::not_recorded});
    table.at("last_mention").append_scalar(date_or(action.last_mention_until(end_), Mark::not_recorded));
    table.at("news").append_scalar(language_.text(from, "history", action.row));
    table.row_evidence.push_back(from.row_evidence[action.row]);
  }

  /// What is to be done, by whom, by when, and where that was agreed.
  void add_what(Table& table, const Table& from, const ActionPoint& action) {
    table.at("action").append(action.id);
    const Scalar meeting = from.scalar("meeting", action.row);
    table.at("meeting").append_scalar(meeting);
    table.at("date").append_scalar(date_or(action.raised, Mark::not_recorded));
    table.at("text").append_scalar(language_.text(from, "text", action.row));
    table.at("owner").append_scalar(owner(from, action.row));
    table.at("due").append_scalar(date_or(action.due_at(end_), Mark::not_recorded));
    table.at("due_text").append_scalar(from.scalar("due_text", action.row));
    const MeetingRecord* record = meetings_.find(meeting);
    table.at("raised_in")
        .append_scalar(record == nullptr ? meeting
                                         : Scalar{meeting_label(*merged_.find("meeting"), *record, words_)});
  }

  Scalar owner(const Table& from, std::size_t row) {
    const Scalar org = names_.org(from.scalar("owner_org", row));
    return is_missing(org) ? from.scalar("owner_person", row) : org;
  }

  void add_flow() {
    const ActionFlow flow = flow_of(actions_, period_, end_);
    Table table("action_flow");
    for (const auto& [name, number] :
         {std::pair{"open_before", flow.open_before}, std::pair{"raised", flow.raised},
          std::pair{"closed", flow.closed}, std::pair{"open", flow.open}, std::pair{"overdue", flow.overdue}})
      table.add(name, Type::integer).append(std::int64_t{number});
    std::vector<EvidenceId> records;
    for (const ActionPoint& action : actions_)
      if (action.firm && (!action.raised || *action.raised <= end_))
        records.push_back(merged_.find("action_point")->row_evidence[action.row]);
    table.row_evidence.push_back(out_.evidence.join(records));
    out_.tables.insert_or_assign("action_flow", std::move(table));
  }

  void add_commitments() {
    Table table("commitments");
    for (const char* name : {"action", "meeting"}) table.add(name, Type::text);
    table.add("date", Type::date);
    for (const char* name : {"text", "owner"}) table.add(name, Type::text);
    table.add("due", Type::date);
    for (const char* name : {"due_text", "raised_in", "lacks"}) table.add(name, Type::text);
    const Table* from = merged_.find("action_point");
    for (const ActionPoint& action : actions_) {
      if (action.firm || !action.open_at(end_)) continue;
      add_what(table, *from, action);
      std::vector<std::string> lacks;
      if (is_missing(owner(*from, action.row))) lacks.push_back(words_.text("commitment.owner"));
      const Scalar said = from->scalar("due_text", action.row);
      if (!action.due_at(end_))
        lacks.push_back(is_missing(said) ? words_.text("commitment.due")
                                         : words_.text("commitment.day", {{"said", canonical_text(said)}}));
      table.at("lacks").append(words_.locale().list(lacks));
      table.row_evidence.push_back(from->row_evidence[action.row]);
    }
    out_.tables.insert_or_assign("commitments", std::move(table));
  }

  const Workspace& merged_;
  const MeetingRecords& meetings_;
  const Catalogue& words_;
  LanguageView& language_;
  DisplayNames names_;
  Workspace& out_;
  Period period_;
  Date end_;  ///< The last day that anything is known of.
  std::vector<ActionPoint> actions_;
};

}  // namespace

void add_action_tables(const Workspace& merged, const MeetingRecords& meetings, const Frame& frame,
                       const Catalogue& words, LanguageView& language, Workspace& out) {
  ActionTables(merged, meetings, frame, words, language, out).run();
}

}  // namespace kvali
