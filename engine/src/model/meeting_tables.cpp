#include "model/meeting_tables.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "model/action_tables.hpp"
#include "model/display_names.hpp"
#include "model/meeting_label.hpp"

namespace kvali {

namespace {

class MeetingTables {
 public:
  MeetingTables(const Workspace& merged, const MeetingRecords& records, const Frame& frame,
                const Catalogue& words, LanguageView& language, Workspace& out)
      : merged_(merged),
        records_(records),
        frame_(frame),
        words_(words),
        language_(language),
        names_(merged, language),
        out_(out) {}

  void run() {
    meetings("meetings", true);
    meetings("unheld_meetings", false);
    agenda();
    statements();
    decisions();
    needs();
  }

 private:
  [[nodiscard]] bool in_period(const std::optional<Date>& day) const {
    return day && contains(frame_.period, *day) && *day <= frame_.as_of;
  }

  /// Is what was said of the reporting period?  Of a meeting that is not on record it is shown, so that
  /// nothing is lost.
  [[nodiscard]] bool in_period(const Scalar& meeting) const {
    const MeetingRecord* record = records_.find(meeting);
    return record == nullptr || in_period(record->date);
  }

  /// Those of the period that took place, or did not, in order of time.
  void meetings(const std::string& name, bool held) {
    std::vector<const MeetingRecord*> chosen;
    for (const MeetingRecord& record : records_.all())
      if (record.held == held && in_period(record.date)) chosen.push_back(&record);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const MeetingRecord* a, const MeetingRecord* b) { return a->date < b->date; });
    Table table(name);
    table.add("meeting", Type::text);
    table.add("number", Type::integer);
    table.add("title", Type::text);
    table.add("date", Type::date);
    for (const char* column : {"mode", "type", "organiser", "organisations", "as_called", "status", "label"})
      table.add(column, Type::text);
    for (const char* column : {"att_total", "female", "male", "unknown"}) table.add(column, Type::integer);
    table.add("att_quality", Type::text);
    for (const MeetingRecord* record : chosen) add_meeting(table, *merged_.find("meeting"), *record);
    out_.tables.insert_or_assign(name, std::move(table));
  }

  void add_meeting(Table& table, const Table& from, const MeetingRecord& record) {
    table.at("meeting").append(record.id);
    for (const char* name : {"number", "date", "mode", "type", "status"})
      table.at(name).append_scalar(from.scalar(name, record.row));
    table.at("as_called").append_scalar(language_.text(from, "as_called", record.row));
    table.at("title").append_scalar(language_.text(from, "title", record.row));
    table.at("label").append(meeting_label(from, record, words_));
    table.at("organiser").append_scalar(names_.org(from.scalar("organiser", record.row)));
    add_organisations(table.at("organisations"), record);
    add_attendance(table, from, record);
    const Scalar quality = from.scalar("att_quality", record.row);
    table.at("att_quality")
        .append_scalar(is_missing(quality) ? Scalar{std::string("not_recorded")} : quality);
    table.row_evidence.push_back(from.row_evidence[record.row]);
  }

  void add_organisations(Column& column, const MeetingRecord& record) {
    const Table* attendance = merged_.find("attendance");
    std::vector<std::string> organisations;
    std::set<std::string> listed;
    for (const std::size_t row : record.attendance) {
      const Scalar org = attendance->scalar("org", row);
      if (is_missing(org)) continue;
      std::string name = canonical_text(names_.org(org));
      if (listed.insert(name).second) organisations.push_back(std::move(name));
    }
    organisations.empty() ? column.append(Mark::not_recorded)
                          : column.append(words_.locale().list(organisations));
  }

  void add_attendance(Table& table, const Table& from, const MeetingRecord& record) {
    const HeadCount heads = record.heads(merged_.find("attendance"));
    const EvidenceId records = out_.evidence.join(heads.records);
    const Scalar stated = from.scalar("att_total", record.row);
    const auto known = [](bool counted, std::int64_t people) {
      return counted ? Scalar{people} : Scalar{Mark::not_recorded};
    };
    add_count(table.at("att_total"), is_missing(stated) ? known(heads.counted, heads.total) : stated,
              records);
    add_count(table.at("female"), known(heads.sexed, heads.women), records);
    add_count(table.at("male"), known(heads.sexed, heads.men), records);
    add_count(table.at("unknown"), known(heads.counted, heads.unknown + heads.other), records);
  }

  static void add_count(Column& column, const Scalar& count, EvidenceId evidence) {
    column.append_scalar(count);
    if (!is_missing(count)) column.set_evidence(evidence);
  }

  /// Copies a table of things said in meetings of the period: whole numbers, texts in the language,
  /// texts as they are.
  Table& add(const std::string& name, std::string_view from_name, const std::vector<std::string>& whole,
             const std::vector<std::string>& texts, const std::vector<std::string>& plain) {
    Table& table = out_.add(name);
    table.add("meeting", Type::text);
    table.add("date", Type::date);
    for (const std::string& field : whole) table.add(field, Type::integer);
    for (const std::string& field : texts) table.add(field, Type::text);
    for (const std::string& field : plain) table.add(field, Type::text);
    const Table* from = merged_.find(from_name);
    rows_.clear();
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      if (!in_period(from->scalar("meeting", row))) continue;
      rows_.push_back(row);
      table.at("meeting").append_scalar(from->scalar("meeting", row));
      const auto day = records_.date_of(from->scalar("meeting", row));
      table.at("date").append_scalar(day ? Scalar{*day} : Scalar{Mark::not_recorded});
      for (const std::string& field : whole) table.at(field).append_scalar(from->scalar(field, row));
      for (const std::string& field : texts) table.at(field).append_scalar(language_.text(*from, field, row));
      for (const std::string& field : plain) table.at(field).append_scalar(from->scalar(field, row));
      table.row_evidence.push_back(from->row_evidence[row]);
    }
    return table;
  }

  void agenda() {
    Table& table = add("agenda", "agenda_item", {"seq"}, {"title"}, {});
    Column& presenter = table.add("presenter", Type::text);
    for (const std::size_t row : rows_)
      presenter.append_scalar(names_.org(merged_.find("agenda_item")->scalar("presenter", row)));
  }

  void statements() {
    Table& table = add("statements", "statement", {}, {"text", "person_role"}, {"kind"});
    Column& org = table.add("org", Type::text);
    for (const std::size_t row : rows_)
      org.append_scalar(names_.org(merged_.find("statement")->scalar("org", row)));
    Column& verbatim = table.add("verbatim", Type::boolean);
    for (const std::size_t row : rows_) {
      const Scalar said = merged_.find("statement")->scalar("verbatim", row);
      verbatim.append(!is_missing(said) && std::get<bool>(said));
    }
  }

  void decisions() {
    Table& table = add("decisions", "decision", {}, {"text"}, {"status"});
    default_text(table, "status", "in_force");
  }

  void needs() {
    Table& table = add("needs", "need", {}, {"text"}, {"population", "sector", "status"});
    default_text(table, "status", "raised");
    Column& raised_by = table.add("raised_by", Type::text);
    for (const std::size_t row : rows_)
      raised_by.append_scalar(names_.org(merged_.find("need")->scalar("raised_by", row)));
    Column& location = table.add("location", Type::text);
    for (const std::size_t row : rows_)
      location.append_scalar(names_.place(merged_.find("need")->scalar("loc", row)));
  }

  static void default_text(Table& table, std::string_view name, const std::string& fallback) {
    Column& column = table.at(name);
    Column filled(column.name(), Type::text);
    for (std::size_t row = 0; row < column.size(); ++row)
      column.missing(row) ? filled.append(fallback) : filled.append(column.text(row));
    column = std::move(filled);
  }

  const Workspace& merged_;
  const MeetingRecords& records_;
  const Frame& frame_;
  const Catalogue& words_;
  LanguageView& language_;
  DisplayNames names_;
  Workspace& out_;
  std::vector<std::size_t> rows_;  ///< Rows taken by the last add().
};

}  // namespace

void add_meeting_tables(const Workspace& merged, const Frame& frame, const Catalogue& words,
                        LanguageView& language, Workspace& out) {
  const MeetingRecords records(merged);
  MeetingTables(merged, records, frame, words, language, out).run();
  add_action_tables(merged, records, frame, words, language, out);
}

}  // namespace kvali
