#include "model/meeting_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace kvali {

namespace {

class MeetingTables {
 public:
  MeetingTables(const Workspace& merged, const Frame& frame, const Catalogue& words, LanguageView& language,
                Workspace& out)
      : merged_(merged), frame_(frame), words_(words), language_(language), out_(out) {}

  void run() {
    read_dates();
    meetings();
    agenda();
    statements();
    decisions();
    needs();
    actions();
  }

 private:
  void read_dates() {
    const Table* from = merged_.find("meeting");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row)
      dates_[canonical_text(from->scalar("meeting_id", row))] = from->scalar("date", row);
  }

  /// Is the meeting of the reporting period?  One without a date is shown, so that nothing is lost.
  [[nodiscard]] bool in_period(const Scalar& meeting) const {
    const auto it = dates_.find(canonical_text(meeting));
    if (it == dates_.end()) return true;
    if (is_missing(it->second)) return false;
    const Date day = std::get<Date>(it->second);
    return contains(frame_.period, day) && day <= frame_.as_of;
  }

  [[nodiscard]] Scalar date_of(const Scalar& meeting) const {
    const auto it = dates_.find(canonical_text(meeting));
    return it == dates_.end() ? Scalar{Mark::not_recorded} : it->second;
  }

  /// Display name of an organisation: its name in the language, else its acronym, else what is written.
  Scalar organisation(const Scalar& id) {
    if (is_missing(id)) return id;
    const Table* orgs = merged_.find("org");
    for (std::size_t row = 0; orgs != nullptr && row < orgs->rows(); ++row) {
      if (orgs->scalar("org_id", row) != id) continue;
      const Scalar name = language_.text(*orgs, "name", row);
      if (!is_missing(name)) return name;
      const Scalar acronym = orgs->scalar("acronym", row);
      return is_missing(acronym) ? id : acronym;
    }
    return id;
  }

  /// Those of the period, in order of time.
  void add_meetings(Table& table, const Table& from) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < from.rows(); ++row)
      if (in_period(from.scalar("meeting_id", row))) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      return canonical_text(from.scalar("date", a)) < canonical_text(from.scalar("date", b));
    });
    for (const std::size_t row : rows) add_meeting(table, from, row);
  }

  void meetings() {
    Table table("meetings");
    table.add("meeting", Type::text);
    table.add("number", Type::integer);
    table.add("title", Type::text);
    table.add("date", Type::date);
    for (const char* name : {"mode", "type", "organiser", "organisations", "as_called"})
      table.add(name, Type::text);
    for (const char* name : {"att_total", "female", "male", "unknown"}) table.add(name, Type::integer);
    table.add("att_quality", Type::text);
    if (const Table* from = merged_.find("meeting")) add_meetings(table, *from);
    out_.tables.insert_or_assign("meetings", std::move(table));
  }

  void add_meeting(Table& table, const Table& from, std::size_t row) {
    const Scalar id = from.scalar("meeting_id", row);
    table.at("meeting").append_scalar(id);
    for (const char* name : {"number", "date", "mode", "type", "as_called"})
      table.at(name).append_scalar(from.scalar(name, row));
    table.at("title").append_scalar(language_.text(from, "title", row));
    table.at("organiser").append_scalar(organisation(from.scalar("organiser", row)));
    add_attendance(table, from, row, id);
    const Scalar quality = from.scalar("att_quality", row);
    table.at("att_quality")
        .append_scalar(is_missing(quality) ? Scalar{std::string("not_recorded")} : quality);
    table.row_evidence.push_back(from.row_evidence[row]);
  }

  void add_attendance(Table& table, const Table& from, std::size_t row, const Scalar& id) {
    std::map<std::string, std::int64_t> by_sex;
    std::int64_t counted = 0;
    bool any = false;
    std::vector<std::string> organisations;
    std::vector<EvidenceId> evidence;
    const Table* attendance = merged_.find("attendance");
    for (std::size_t i = 0; attendance != nullptr && i < attendance->rows(); ++i) {
      if (attendance->scalar("meeting", i) != id ||
          canonical_text(attendance->scalar("partstat", i)) == "absent")
        continue;
      const Scalar org = organisation(attendance->scalar("org", i));
      const std::string name = canonical_text(org);
      if (!is_missing(org) &&
          std::find(organisations.begin(), organisations.end(), name) == organisations.end())
        organisations.push_back(name);
      const Scalar count = attendance->scalar("count", i);
      if (is_missing(count)) continue;
      any = true;
      const Scalar sex = attendance->scalar("sex", i);
      const std::string code = canonical_text(sex);
      by_sex[code == "f" || code == "m" ? code : "u"] += std::get<std::int64_t>(count);
      counted += std::get<std::int64_t>(count);
      evidence.push_back(attendance->row_evidence[i]);
    }
    organisations.empty() ? table.at("organisations").append(Mark::not_recorded)
                          : table.at("organisations").append(words_.locale().list(organisations));
    const EvidenceId records = out_.evidence.join(evidence);
    const Scalar stated = from.scalar("att_total", row);
    add_count(table.at("att_total"), is_missing(stated) && any ? Scalar{counted} : stated, records);
    // Without one row that says a sex nobody knows how many women came; with some, a group without rows is 0.
    const bool sexed = by_sex.contains("f") || by_sex.contains("m");
    add_count(table.at("female"), sexed ? Scalar{by_sex["f"]} : Scalar{Mark::not_recorded}, records);
    add_count(table.at("male"), sexed ? Scalar{by_sex["m"]} : Scalar{Mark::not_recorded}, records);
    add_count(table.at("unknown"), any ? Scalar{by_sex["u"]} : Scalar{Mark::not_recorded}, records);
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
      table.at("date").append_scalar(date_of(from->scalar("meeting", row)));
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
      presenter.append_scalar(organisation(merged_.find("agenda_item")->scalar("presenter", row)));
  }

  void statements() {
    Table& table = add("statements", "statement", {}, {"text", "person_role"}, {"kind"});
    Column& org = table.add("org", Type::text);
    for (const std::size_t row : rows_)
      org.append_scalar(organisation(merged_.find("statement")->scalar("org", row)));
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
      raised_by.append_scalar(organisation(merged_.find("need")->scalar("raised_by", row)));
    Column& location = table.add("location", Type::text);
    for (const std::size_t row : rows_)
      location.append_scalar(place_name(merged_.find("need")->scalar("loc", row)));
  }

  static void default_text(Table& table, std::string_view name, const std::string& fallback) {
    Column& column = table.at(name);
    Column filled(column.name(), Type::text);
    for (std::size_t row = 0; row < column.size(); ++row)
      column.missing(row) ? filled.append(fallback) : filled.append(column.text(row));
    column = std::move(filled);
  }

  Scalar place_name(const Scalar& id) {
    const Table* places = merged_.find("location");
    for (std::size_t row = 0; places != nullptr && row < places->rows(); ++row) {
      if (places->scalar("loc_id", row) != id) continue;
      const Scalar name = language_.text(*places, "name", row);
      if (!is_missing(name)) return name;
    }
    return id;
  }

  void actions() {
    Table table("actions");
    for (const char* name : {"action", "meeting"}) table.add(name, Type::text);
    table.add("date", Type::date);
    for (const char* name : {"text", "owner"}) table.add(name, Type::text);
    table.add("due", Type::date);
    table.add("due_text", Type::text);
    table.add("firm", Type::boolean);
    table.add("status", Type::text);
    table.add("age_days", Type::integer);
    table.add("overdue_days", Type::integer);
    const Table* from = merged_.find("action_point");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) add_action(table, *from, row);
    out_.tables.insert_or_assign("actions", std::move(table));
  }

  void add_action(Table& table, const Table& from, std::size_t row) {
    const Scalar raised = date_of(from.scalar("meeting", row));
    const Date end = std::min(frame_.period.last, frame_.as_of);
    if (!is_missing(raised) && std::get<Date>(raised) > end) return;  // Of a later meeting.
    const Scalar due = from.scalar("due", row);
    std::string status = canonical_text(from.scalar("status", row));
    if (status.empty()) status = "open";
    if (status == "superseded") return;
    const std::optional<Date> closed = closed_on(from, row);
    // What a later meeting closes was open on the day of this report.
    if (status != "in_progress" && closed && *closed > end) status = "open";
    const bool open = status == "open" || status == "in_progress";
    if (!open && closed && *closed < frame_.period.first) return;  // Reported as closed already.
    const bool overdue = open && !is_missing(due) && std::get<Date>(due) < end;
    table.at("action").append_scalar(from.scalar("action_id", row));
    table.at("meeting").append_scalar(from.scalar("meeting", row));
    table.at("date").append_scalar(raised);
    table.at("text").append_scalar(language_.text(from, "text", row));
    table.at("owner").append_scalar(owner(from, row));
    table.at("due").append_scalar(due);
    table.at("due_text").append_scalar(from.scalar("due_text", row));
    const Scalar firm = from.scalar("firm", row);
    table.at("firm").append(is_missing(firm) || std::get<bool>(firm));
    table.at("status").append(overdue ? std::string("overdue") : status);
    table.at("age_days").append_scalar(open ? days_since(raised, end) : Scalar{Mark::not_applicable});
    table.at("overdue_days").append_scalar(overdue ? days_since(due, end) : Scalar{Mark::not_applicable});
    table.row_evidence.push_back(from.row_evidence[row]);
  }

  /// The day a point was closed: its own, else that of the meeting which says so.
  [[nodiscard]] static std::optional<Date> closed_on(const Table& from, std::size_t row) {
    const Scalar status = from.scalar("status", row);
    if (is_missing(status) || status == Scalar{std::string("open")}) return std::nullopt;
    for (const char* field : {"closed_on", "as_of"})
      if (const Scalar day = from.scalar(field, row); !is_missing(day)) return std::get<Date>(day);
    return std::nullopt;
  }

  Scalar owner(const Table& from, std::size_t row) {
    const Scalar org = organisation(from.scalar("owner_org", row));
    return is_missing(org) ? from.scalar("owner_person", row) : org;
  }

  static Scalar days_since(const Scalar& day, Date end) {
    if (is_missing(day)) return Mark::not_recorded;
    return std::int64_t{(end - std::get<Date>(day)).count()};
  }

  const Workspace& merged_;
  const Frame& frame_;
  const Catalogue& words_;
  LanguageView& language_;
  Workspace& out_;
  std::map<std::string, Scalar> dates_;
  std::vector<std::size_t> rows_;  ///< Rows taken by the last add().
};

}  // namespace

void add_meeting_tables(const Workspace& merged, const Frame& frame, const Catalogue& words,
                        LanguageView& language, Workspace& out) {
  MeetingTables(merged, frame, words, language, out).run();
}

}  // namespace kvali
