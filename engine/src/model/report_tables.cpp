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
#include "model/notes.hpp"
#include "model/open_values.hpp"
#include "model/record_names.hpp"
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
    for (const char* name : {"what", "indicator", "field", "chosen", "other", "rule", "note"})
      table.add(name, Type::text);
    table.add("open", Type::boolean);
    RecordNames names = record_names();
    const Table* from = merged_.find("conflict");
    for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
      const std::string what = canonical_text(from->scalar("what", row));
      const std::string indicator = names.indicator(what);
      table.at("what").append(names.record(what));
      table.at("indicator")
          .append_scalar(indicator.empty() ? Scalar{Mark::not_applicable} : Scalar{indicator});
      table.at("open").append(is_open_number(*from, row));
      for (const char* name : {"field", "rule"}) table.at(name).append_scalar(from->scalar(name, row));
      for (const std::string name : {"chosen", "other"})
        table.at(name).append(fmt::format("{} ({})", names.value(canonical_text(from->scalar(name, row))),
                                          names.source(canonical_text(from->scalar(name + "_source", row)))));
      table.at("note").append_scalar(note_on(*from, row));
    }
    if (from != nullptr) table.row_evidence = from->row_evidence;
    out_.tables.insert_or_assign("conflicts", std::move(table));
  }

  /// Why a person decided so, or lets it stand, and who.
  [[nodiscard]] Scalar note_on(const Table& conflicts, std::size_t row) const {
    const auto text = [&](const char* column) { return canonical_text(conflicts.scalar(column, row)); };
    Diagnostic said;
    said.reason = text("reason");
    said.who = text("who");
    std::string subject = text("what");
    subject.replace(std::min(subject.find(' '), subject.size()), 1, "=");
    subject += ";field=" + text("field");
    for (const Diagnostic& finding : findings_.all())
      if (said.open() && !finding.open() && finding.subject == subject) said = finding;
    return said.open() ? Scalar{Mark::not_applicable} : Scalar{reason_of(said, words_)};
  }

  /// After the results.
  RecordNames record_names() { return {merged_, *out_.find("results"), words_, language_}; }

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
    const std::string about = record_names().subject(finding.subject);
    const std::string title = told_->title(finding.id);
    if (about.empty() || title.empty()) return title + about;
    return title + " (" + about + ")";
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
