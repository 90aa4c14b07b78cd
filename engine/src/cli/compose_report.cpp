#include "cli/compose_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/version.hpp"
#include "cli/delivery.hpp"
#include "cli/finding_places.hpp"
#include "cli/gather_facts.hpp"
#include "cli/protect_facts.hpp"
#include "cli/template_parameters.hpp"
#include "compose/compose.hpp"
#include "compose/delivery_mark.hpp"
#include "frozen/since_tables.hpp"
#include "locale/finding_words.hpp"
#include "model/figure_computation.hpp"
#include "model/finance_tables.hpp"
#include "model/report_tables.hpp"
#include "privacy/quoted_counts.hpp"

namespace kvali {

namespace {

/// A text of report.toml in a language; another that stands in is marked.
std::string marked_in(const std::string& lang, const LanguageMap& texts) {
  const std::string instead = language_in(texts, lang);
  const std::string text = text_in(texts, lang);
  return instead.empty() || instead == lang ? text : fmt::format("{} [{}]", text, instead);
}

/// The same, with L-01 where another stands in.
Scalar told_in(const std::string& lang, const char* field, const LanguageMap& texts, const Report& report,
               Diagnostics& diagnostics) {
  const std::string text = marked_in(lang, texts);
  if (text.empty()) return Mark::not_recorded;
  const std::string instead = language_in(texts, lang);
  if (instead.empty() || instead == lang) return text;
  diagnostics.add({"L-01",
                   Severity::warning,
                   fmt::format("{} has no text in '{}'; '{}' stands in", field, lang, instead),
                   {report.path.string()},
                   fmt::format("add the text: {}.{}", field, lang),
                   {},
                   fmt::format("{};lang={}", field, lang)});
  return text;
}

/// What a sentence of a template can say about the project and the report.
std::map<std::string, Scalar, std::less<>> template_facts(const ReportFacts& known, const Template& form,
                                                          const std::string& lang, bool draft,
                                                          Diagnostics& diagnostics) {
  const auto text = [](const std::string& value) {
    return value.empty() ? Scalar{Mark::not_recorded} : Scalar{value};
  };
  const auto day = [](const std::optional<Date>& date) {
    return date ? Scalar{*date} : Scalar{Mark::not_recorded};
  };
  const Report& report = known.report;
  const Project& project = report.project;
  const auto told = [&](const char* field, const LanguageMap& texts) {
    return told_in(lang, field, texts, report, diagnostics);
  };
  std::map<std::string, Scalar, std::less<>> facts = finance_facts(known.finance, known.frame);
  facts.merge(since_facts(known.since, *form.catalogue));
  facts.merge(std::map<std::string, Scalar, std::less<>>{
      {"project.id", text(project.id)},
      {"project.title", told("project.title", project.title)},
      {"project.donor", told("project.donor", project.donor)},
      {"project.organisation", told("project.organisation", project.organisation)},
      {"project.summary", told("project.summary", project.summary)},
      {"project.agreement", text(project.agreement)},
      {"project.start", day(project.start)},
      {"project.end", day(project.end)},
      {"project.currency", text(project.currency)},
      {"project.timezone", text(project.timezone)},
      {"finance.rates", text(std::string(name_of(project.money.rates)))},
      {"report.id", text(report.id)},
      {"report.title", told("report.title", report.title)},
      {"report.revision", std::int64_t{report.revision}},
      {"report.as_of", known.frame.as_of},
      {"report.deviation_band", *divide(Decimal(known.frame.band_percent), Decimal(100))},
      {"report.audience", text(report.audience)},
      {"report.lang", text(lang)},
      {"report.draft", draft},
      {"report.template", text(report.template_name)}});
  return facts;
}

DocumentMeta document_meta(const ReportFacts& facts, const std::string& lang, const Template& form,
                           bool draft) {
  DocumentMeta meta;
  meta.lang = lang;
  const Report& report = facts.report;
  const Project& project = report.project;
  meta.set("organisation", marked_in(lang, project.organisation));
  meta.set("author", text_in(project.organisation, lang));
  meta.set("subject", text_in(project.title, lang));
  meta.set("project", marked_in(lang, project.title));
  meta.set("agreement", project.agreement);
  meta.set("donor", marked_in(lang, project.donor));
  meta.set("period", form.locale->period(facts.frame.period, project.fiscal));
  meta.set("period_start", iso_text(facts.frame.period.first));
  meta.set("period_end", iso_text(facts.frame.period.last));
  meta.set("date", iso_text(facts.frame.as_of));
  meta.set("date_text", form.locale->date(facts.frame.as_of));
  if (report.revision > 0) meta.set("revision", std::to_string(report.revision));
  meta.set("audience", report.audience);
  meta.set("version", fmt::format("{} {} · Kvali {}", form.name, form.version, engine_version));
  if (form.locale->direction() == Direction::right_to_left) meta.set("dir", "rtl");
  if (draft) meta.set("draft", form.catalogue->text("draft"));
  return meta;
}

/// What the report may say about its data; to readers inside the organisation also in their words.
Diagnostics findings_in(const Locale& locale, const ReportFacts& facts) {
  const Diagnostics findings = with_reasons_in(locale.language(), facts.answers, facts.findings);
  if (facts.report.audience != "internal") return findings;
  const FindingWords words(locale);
  Diagnostics told;
  for (const Diagnostic& finding : findings.all()) told.add(words.in_words(finding));
  return told;
}

/// The tables that a template sees, in one language.
Workspace tables_in(const std::string& lang, ReportFacts& facts, const Template& form,
                    Diagnostics& diagnostics) {
  Diagnostics found;
  const Diagnostics findings = findings_in(*form.locale, facts);
  Workspace tables =
      report_tables(facts.merged, facts.figures, facts.frame, *form.catalogue, findings, found);
  LanguageView language(lang, facts.merged.evidence, found);
  add_finance_tables(facts.merged, facts.finance, facts.frame, facts.findings, *form.catalogue, language,
                     tables);
  add_since_tables(facts.since, facts.merged, facts.figures, facts.findings, *form.catalogue, language,
                   tables);
  add_with_whole_places(found, facts.report.folder, diagnostics);
  return tables;
}

/// Indicators of which something is withheld: the values behind their other figures could give it away.
std::set<std::string> guarded_indicators(const Workspace& tables) {
  std::set<std::string> guarded;
  for (const auto& [name, table] : tables.tables) {
    const Column* indicator = table.find("indicator");
    if (indicator == nullptr || indicator->type() != Type::text) continue;
    for (const Column& column : table.columns())
      for (std::size_t row = 0; row < column.size(); ++row)
        if (column.mark(row) == Mark::withheld) guarded.insert(canonical_text(indicator->scalar(row)));
  }
  return guarded;
}

/// Says how many values a figure is made of and not which: of a group they may have been withheld once.
void without_values(Computation& how) {
  const bool counts = how.rule == "sum" || how.rule == "recorded_sum" || how.rule == "max" ||
                      how.rule == "avg" || how.rule == "latest_of" || how.rule == "recorded" ||
                      how.rule == "distinct" || how.rule == "count";
  if (!counts) how = {};
  how.count = std::max(how.count, how.operands.size());
  how.operands.clear();
}

/// How the figures of the tables were computed, in words that may be printed.
ComputationOf computations(const ReportFacts& facts, const Workspace& tables) {
  const FigureFacts from{facts.merged, facts.figures, facts.finance, facts.frame,
                         remembered_reports(facts.figures, facts.merged.evidence)};
  return [from, guarded = guarded_indicators(tables)](const FigureCell& cell) {
    Computation how = computation_of(from, *cell.table, cell.row, cell.column->name());
    const bool whole = cell.table->name() == "results" || cell.table->name() == "series";
    if (!whole && guarded.contains(canonical_text(cell.table->scalar("indicator", cell.row))))
      without_values(how);
    return how;
  };
}

}  // namespace

std::optional<ComposedReport> compose_report(ReportFacts& facts, const ComposeRequest& request,
                                             Diagnostics& diagnostics) {
  const std::string& lang = request.lang;
  const std::size_t before = diagnostics.count(Severity::error);
  Template form = load_template(facts.template_folder, lang, diagnostics);
  if (diagnostics.count(Severity::error) > before) return std::nullopt;
  Workspace tables = tables_in(lang, facts, form, diagnostics);
  const Redaction redaction(facts, form, diagnostics);
  redact_tables(redaction.rules(), tables, diagnostics);
  const auto withheld = withhold(facts.protection, facts.merged, facts.findings, tables);
  const RecordOrder records(facts.merged);
  const ComposeInput input{tables,
                           *form.locale,
                           template_facts(facts, form, lang, request.draft, diagnostics),
                           facts.frame.period,
                           template_parameters(form, facts.report, diagnostics),
                           document_meta(facts, lang, form, request.draft),
                           facts.report.project.fiscal,
                           facts.narratives->in(lang, diagnostics),
                           computations(facts, tables),
                           &records,
                           request.all_figures};
  Document document = compose(form, input, diagnostics);
  check_document(document, withheld, diagnostics);
  check_quotes(document, withheld, *form.locale, diagnostics);
  redact_document(redaction.rules(), document, diagnostics);
  apply_answers(facts.answers, diagnostics);
  if (cannot_be_made(diagnostics)) return std::nullopt;
  check_answers(facts.answers, Documents::to_come, diagnostics);
  if (!is_deliverable(diagnostics))
    mark_undeliverable(document, reasons_against_delivery(diagnostics, tables, *form.catalogue),
                       *form.catalogue);
  return ComposedReport{std::move(form), std::move(document), std::move(tables)};
}

}  // namespace kvali
