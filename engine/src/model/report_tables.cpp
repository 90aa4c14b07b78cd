#include "model/report_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "locale/finding_words.hpp"
#include "model/indicator_tables.hpp"
#include "model/joined_tables.hpp"
#include "model/language.hpp"
#include "model/meeting_tables.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

class ReportTables {
 public:
  ReportTables(const Workspace& merged, const Figures& figures, const Frame& frame, const Catalogue& words,
               const Diagnostics& findings, Diagnostics& diagnostics)
      : merged_(merged),
        figures_(figures),
        frame_(frame),
        words_(words),
        findings_(findings),
        language_(words.locale().language(), merged.evidence, diagnostics) {
    out_.evidence = merged.evidence;
  }

  Workspace run() {
    keep_own_tables();
    add_results(indicators());
    add_indicator_tables(indicators());
    add_meeting_tables(merged_, frame_, words_, language_, out_);
    add_joined_tables(merged_, figures_, frame_, words_, language_, out_);
    conflicts();
    sources();
    findings();
    explanations();
    return std::move(out_);
  }

 private:
  void keep_own_tables() {
    for (const auto& [name, table] : merged_.tables)
      if (find_schema(name) == nullptr && name != "source" && name != "conflict")
        out_.tables.insert_or_assign(name, table);
  }

  IndicatorTablesInput indicators() {
    return {merged_, figures_, frame_, words_, findings_, language_, out_};
  }

  void conflicts() {
    Table table("conflicts");
    for (const char* name : {"what", "field", "chosen", "other", "rule", "note"}) table.add(name, Type::text);
    const Table* from = merged_.find("conflict");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      table.at("what").append(what_of(canonical_text(from->scalar("what", row))));
      for (const char* name : {"field", "rule"}) table.at(name).append_scalar(from->scalar(name, row));
      for (const std::string name : {"chosen", "other"})
        table.at(name).append(fmt::format("{} ({})", canonical_text(from->scalar(name, row)),
                                          canonical_text(from->scalar(name + "_source", row))));
      table.at("note").append(Mark::not_applicable);
    }
    if (from != nullptr) table.row_evidence = from->row_evidence;
    out_.tables.insert_or_assign("conflicts", std::move(table));
  }

  /// "observation 1.4 2025-12-01..2025-12-31" as a reader of the report knows it: the indicator's code and
  /// title, and the period.  Other records keep their keys.
  std::string what_of(const std::string& record) {
    const std::size_t id_at = record.find(' ') + 1;
    const std::size_t period_at = record.find(' ', id_at) + 1;
    if (!record.starts_with("observation ") || period_at == 0) return record;
    const std::string id = record.substr(id_at, period_at - 1 - id_at);
    const std::size_t period_end = std::min(record.find(' ', period_at), record.size());
    const std::string when = record.substr(period_at, period_end - period_at);
    const Table& results = *out_.find("results");
    for (std::size_t i = 0; i < results.rows(); ++i) {
      if (results.at("indicator").text(i) != id) continue;
      const auto period = parse_period(when);
      return canonical_text(results.scalar("code", i)) + " " + canonical_text(results.scalar("title", i)) +
             ", " + (period ? words_.locale().period(*period) : when) + record.substr(period_end);
    }
    return record;
  }

  void sources() {
    if (const Table* from = merged_.find("source")) out_.tables.insert_or_assign("sources", *from);
  }

  void findings() {
    Table table("findings");
    for (const char* name : {"id", "severity", "message", "place", "hint"}) table.add(name, Type::text);
    table.add("open", Type::boolean);
    for (const Diagnostic& finding : findings_.all()) {
      table.at("id").append(finding.id);
      table.at("severity").append(std::string(name_of(finding.severity)));
      table.at("message").append(finding.message);
      finding.place.empty() ? table.at("place").append(Mark::not_applicable)
                            : table.at("place").append(finding.place.text());
      finding.hint.empty() ? table.at("hint").append(Mark::not_applicable)
                           : table.at("hint").append(finding.hint);
      table.at("open").append(finding.open());
    }
    out_.tables.insert_or_assign("findings", std::move(table));
  }

  /// What people let stand: an explanation (I-11, printed beside its figure), the waiver of an error, or
  /// the confirmation of something milder.
  void explanations() {
    Table table("explanations");
    for (const char* name : {"finding", "kind", "subject", "about", "reason", "who"})
      table.add(name, Type::text);
    for (const Diagnostic& finding : findings_.all()) {
      if (finding.open()) continue;
      const bool waiver = finding.severity >= Severity::error;
      table.at("finding").append(finding.id);
      table.at("kind").append(finding.id == "I-11" ? "explanation" : waiver ? "waiver" : "confirmation");
      table.at("subject").append(finding.subject);
      table.at("about").append(spoken(finding));
      table.at("reason").append(finding.reason);
      table.at("who").append(finding.who);
    }
    out_.tables.insert_or_assign("explanations", std::move(table));
  }

  /// What was let stand, as its reader would say it and without ids: "The indicator has no target (1.2)".
  std::string spoken(const Diagnostic& finding) {
    if (!told_) told_.emplace(words_.locale());
    std::string about;
    for (std::string_view rest = finding.subject; !rest.empty();) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const std::string part = spoken_part(rest.substr(0, end));
      if (!part.empty()) about += (about.empty() ? "" : ", ") + part;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::string title = told_->title(finding.id);
    if (about.empty() || title.empty()) return title + about;
    return title + " (" + about + ")";
  }

  /// One "key=value" of a subject; where a cell stands is no matter for a report's reader.
  [[nodiscard]] std::string spoken_part(std::string_view part) const {
    const std::size_t equals = part.find('=');
    const std::string_view key = part.substr(0, std::min(equals, part.size()));
    const std::string_view value = equals == part.npos ? part : part.substr(equals + 1);
    if (key == "source" || key == "record") return {};
    const auto period = key == "period" ? parse_period(value) : std::nullopt;
    return period ? words_.locale().period(*period) : std::string(value);
  }

  const Workspace& merged_;
  const Figures& figures_;
  const Frame& frame_;
  const Catalogue& words_;
  const Diagnostics& findings_;
  LanguageView language_;
  std::optional<FindingWords> told_;  ///< Made when something was let stand.
  Workspace out_;
};

}  // namespace

Workspace report_tables(const Workspace& merged, const Figures& figures, const Frame& frame,
                        const Catalogue& words, const Diagnostics& findings, Diagnostics& diagnostics) {
  return ReportTables(merged, figures, frame, words, findings, diagnostics).run();
}

}  // namespace kvali
