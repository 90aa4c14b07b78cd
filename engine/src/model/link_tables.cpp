#include <algorithm>
#include <map>

#include "model/joined_records.hpp"

namespace kvali {

namespace {

class LinkTables {
 public:
  explicit LinkTables(JoinedRecords& records) : records_(records) {}

  void links() {
    Table table("links");
    for (const char* name : {"from_kind", "from", "from_text", "to_kind", "to", "to_text", "relation", "by",
                             "meeting", "meeting_label"})
      table.add(name, Type::text);
    table.add("date", Type::date);
    for (const Link& link : records_.links.all()) add(table, link);
    records_.out.tables.insert_or_assign("links", std::move(table));
  }

  void discussed() {
    std::map<std::string, Spoken> by_indicator;
    for (const Link& link : records_.links.all()) {
      if (link.by_rule || link.to.kind != "indicator") continue;
      const MeetingRecord* meeting = meeting_of(link.from);
      if (meeting != nullptr && meeting->date && contains(records_.frame.period, *meeting->date) &&
          known(meeting))
        by_indicator[link.to.id].add(meeting, link.record);
    }
    Table& results = records_.out.tables.find("results")->second;
    Column& column = results.add("discussed", Type::text);
    for (std::size_t row = 0; row < results.rows(); ++row) {
      Spoken& spoken = by_indicator[canonical_text(results.scalar("indicator", row))];
      const std::string text = labels_of(spoken.meetings);
      column.append_scalar(text.empty() ? Scalar{Mark::not_applicable} : Scalar{text});
      if (!text.empty()) column.set_evidence(records_.out.evidence.join(spoken.records));
    }
  }

 private:
  /// The meetings that spoke of something, and where they did.
  struct Spoken {
    std::vector<const MeetingRecord*> meetings;
    std::vector<EvidenceId> records;

    void add(const MeetingRecord* meeting, EvidenceId record) {
      meetings.push_back(meeting);
      records.push_back(record);
    }
  };

  void add(Table& table, const Link& link) {
    const MeetingRecord* meeting = meeting_of(link.from);
    if (!known(meeting)) return;
    table.at("from_kind").append(link.from.kind);
    table.at("from").append(link.from.id);
    table.at("from_text").append_scalar(text_of(link.from));
    table.at("to_kind").append(link.to.kind);
    table.at("to").append(link.to.id);
    table.at("to_text").append_scalar(text_of(link.to));
    table.at("relation").append(link.relation);
    table.at("by").append(link.by_rule ? "rule" : "human");
    table.at("meeting").append_scalar(meeting == nullptr ? Scalar{Mark::not_applicable}
                                                         : Scalar{meeting->id});
    table.at("meeting_label").append_scalar(records_.label_of(meeting));
    table.at("date").append_scalar(JoinedRecords::date_of(meeting));
    table.row_evidence.push_back(link.record);
  }

  /// The text of a record in the language, or its id.
  Scalar text_of(const Subject& subject) {
    const Scalar id{subject.id};
    if (subject.kind == "org") return records_.names.org(id);
    if (subject.kind == "location") return records_.names.place(id);
    if (subject.kind == "indicator") return records_.names.indicator(id);
    if (subject.kind == "activity") return records_.names.activity(id);
    if (subject.kind == "period") return records_.words.locale().period(*parse_period(subject.id));
    const auto row = row_of(subject);
    if (!row) return id;
    const SubjectTable& from = *subject_table(subject.kind);
    const Scalar text = records_.language.text(*records_.merged.find(from.table), from.text, *row);
    return is_missing(text) ? id : text;
  }

  /// Where a record stands in its table.
  std::optional<std::size_t> row_of(const Subject& subject) {
    const auto [rows, is_new] = rows_.try_emplace(subject.kind);
    const SubjectTable* from = subject_table(subject.kind);
    const Table* table = is_new && from != nullptr ? records_.merged.find(from->table) : nullptr;
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
      rows->second.emplace(canonical_text(table->scalar(from->id, row)), row);
    const auto found = rows->second.find(subject.id);
    return found == rows->second.end() ? std::nullopt : std::optional(found->second);
  }

  /// The meeting in which a record was said; null if there is none.
  const MeetingRecord* meeting_of(const Subject& subject) {
    if (subject.kind == "meeting") return records_.meetings.find(Scalar{subject.id});
    const auto row = row_of(subject);
    if (!row) return nullptr;
    const Table& table = *records_.merged.find(subject_table(subject.kind)->table);
    return records_.meetings.find(table.scalar("meeting", *row));
  }

  [[nodiscard]] bool known(const MeetingRecord* meeting) const {
    return meeting == nullptr || !meeting->date || *meeting->date <= records_.end;
  }

  /// "3rd working meeting, 8 December 2020; ...", in order of time.
  std::string labels_of(std::vector<const MeetingRecord*>& meetings) const {
    std::sort(meetings.begin(), meetings.end(), [](const MeetingRecord* a, const MeetingRecord* b) {
      return a->date != b->date ? a->date < b->date : a->row < b->row;
    });
    meetings.erase(std::unique(meetings.begin(), meetings.end()), meetings.end());
    std::string text;
    for (const MeetingRecord* meeting : meetings)
      text += (text.empty() ? "" : "; ") + canonical_text(records_.label_of(meeting));
    return text;
  }

  JoinedRecords& records_;
  std::map<std::string, std::map<std::string, std::size_t>> rows_;  ///< Kind -> id -> row.
};

}  // namespace

void add_link_tables(JoinedRecords& records) {
  LinkTables tables(records);
  tables.links();
  tables.discussed();
}

}  // namespace kvali
