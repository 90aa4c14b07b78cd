#include "model/claims.hpp"
#include "model/joined_records.hpp"

namespace kvali {

namespace {

std::string_view verdict_word(Claim::Verdict verdict) {
  switch (verdict) {
    case Claim::Verdict::agrees:
      return "agrees";
    case Claim::Verdict::differs:
      return "differs";
    case Claim::Verdict::possible:
      return "possible";
    default:
      return "no_figure";
  }
}

class ClaimTables {
 public:
  explicit ClaimTables(JoinedRecords& records)
      : records_(records),
        claims_(read_claims(records.merged, records.meetings, records.figures, records.frame,
                            records.out.evidence)) {}

  void claims() {
    Table table("claims");
    for (const char* name : {"indicator", "code", "title", "period"}) table.add(name, Type::text);
    table.add("first", Type::date);
    for (const char* name : {"said", "reported"}) table.add(name, Type::decimal);
    table.add("decimals", Type::integer);
    table.add("at_least", Type::boolean);
    for (const char* name : {"verdict", "org", "text", "meeting", "meeting_label"})
      table.add(name, Type::text);
    table.add("date", Type::date);
    for (const Claim& claim : claims_) add(table, claim);
    records_.out.tables.insert_or_assign("claims", std::move(table));
  }

  /// Footnotes of figures: the number that was said instead.
  void said() {
    Table& results = records_.out.tables.find("results")->second;
    std::vector<std::string> notes(results.rows());
    std::vector<std::vector<EvidenceId>> spoken(results.rows());
    for (const Claim& claim : claims_) {
      if (claim.period != records_.frame.period) continue;
      if (claim.verdict != Claim::Verdict::differs && claim.verdict != Claim::Verdict::possible) continue;
      const std::size_t row = records_.result_row(*claim.indicator);
      std::string& note = notes[row];
      spoken[row].push_back(statements().row_evidence[claim.row]);
      note += (note.empty() ? "" : " ") + footnote(claim);
    }
    Column& column = results.add("said", Type::text);
    for (std::size_t row = 0; row < notes.size(); ++row) {
      column.append_scalar(notes[row].empty() ? Scalar{Mark::not_applicable} : Scalar{notes[row]});
      if (!notes[row].empty()) column.set_evidence(records_.out.evidence.join(spoken[row]));
    }
  }

 private:
  [[nodiscard]] const Table& statements() const { return *records_.merged.find("statement"); }
  [[nodiscard]] const MeetingRecord* meeting_of(const Claim& claim) const {
    return records_.meetings.find(statements().scalar("meeting", claim.row));
  }

  void add(Table& table, const Claim& claim) {
    const Table& results = *records_.out.find("results");
    const EvidenceId spoken = statements().row_evidence[claim.row];
    for (const char* name : {"indicator", "code", "title", "decimals"})
      table.at(name).append_scalar(results.scalar(name, records_.result_row(*claim.indicator)));
    table.at("period").append(records_.words.locale().period(claim.period));
    table.at("first").append(claim.period.first);
    table.at("said").append(claim.said);
    table.at("said").set_evidence(spoken);
    table.at("reported").append_scalar(claim.figure.scalar());
    table.at("reported").set_evidence(claim.figure.evidence);
    table.at("at_least").append(claim.figure.at_least);
    table.at("verdict").append(verdict_word(claim.verdict));
    table.at("org").append_scalar(records_.names.org(statements().scalar("org", claim.row)));
    table.at("text").append_scalar(records_.language.text(statements(), "text", claim.row));
    table.at("meeting").append_scalar(statements().scalar("meeting", claim.row));
    table.at("meeting_label").append_scalar(records_.label_of(meeting_of(claim)));
    table.at("date").append_scalar(JoinedRecords::date_of(meeting_of(claim)));
    table.row_evidence.push_back(spoken);
  }

  std::string footnote(const Claim& claim) {
    const Catalogue& words = records_.words;
    const Scalar org = records_.names.org(statements().scalar("org", claim.row));
    const Scalar day = JoinedRecords::date_of(meeting_of(claim));
    const Scalar decimals =
        records_.out.find("results")->scalar("decimals", records_.result_row(*claim.indicator));
    const int digits = is_missing(decimals) ? Locale::as_needed : int(std::get<std::int64_t>(decimals));
    return words.text("claim.note",
                      {{"who", is_missing(org) ? words.text("claim.somebody") : canonical_text(org)},
                       {"date", is_missing(day) ? words.text("missing.not_recorded")
                                                : words.locale().date(std::get<Date>(day))},
                       {"number", words.locale().number(claim.said, digits)}});
  }

  JoinedRecords& records_;
  std::vector<Claim> claims_;
};

}  // namespace

void add_claim_tables(JoinedRecords& records) {
  ClaimTables tables(records);
  tables.claims();
  tables.said();
}

}  // namespace kvali
