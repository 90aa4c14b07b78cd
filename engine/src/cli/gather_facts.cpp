#include "cli/gather_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/finding_places.hpp"
#include "cli/prepare_report.hpp"
#include "cli/protect_facts.hpp"
#include "cli/unchanged_sources.hpp"
#include "collect/collect.hpp"
#include "compose/outline.hpp"
#include "frozen/frozen_folder.hpp"
#include "frozen/sequence_checks.hpp"
#include "merge/merge.hpp"
#include "model/date_checks.hpp"
#include "model/meeting_findings.hpp"
#include "model/schema.hpp"
#include "model/spending_checks.hpp"
#include "report/source_ages.hpp"
#include "review/read_answers.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// A file that was read, as the manifest lists it.
void note_files(Workspace& merged, const std::vector<std::string>& files) {
  merged.files.insert(merged.files.end(), files.begin(), files.end());
  std::sort(merged.files.begin(), merged.files.end());
}

/// What the donor was told before, and what of it is told otherwise now.
void compare_with_last(ReportFacts& facts, Diagnostics& found) {
  const Report& report = facts.report;
  facts.since = since_last(report.folder, report.id,
                           {facts.merged, facts.figures, facts.frame, report.project.money}, found);
  note_files(facts.merged, facts.since.files);
}

/// Files that people write beside report.toml, whether they will be read or not; sources have their own.
void watch_inputs(const ReportRequest& request, FileStates& inputs) {
  const fs::path folder = request.report.parent_path();
  std::vector<std::string> files{request.report.string(), request.findings_to.string()};
  for (const fs::path& answers : answer_files(folder)) files.push_back(answers.string());
  for (const fs::path& texts : {folder / "narrative", frozen_folder(folder)}) {
    std::error_code error;
    for (fs::directory_iterator it(texts, error), end; !error && it != end; it.increment(error))
      files.push_back(it->path().string());
  }
  inputs.watch(files);
}

/// The first table that a source gave and no map names, or null.
const Table* unmapped_table(const Workspace& merged, const SourceSpec& source) {
  for (const auto& [name, table] : merged.tables) {
    const bool own =
        find_schema(name) != nullptr || name == "source" || name == "conflict" || name == "history";
    if (own || table.row_evidence.empty()) continue;
    const auto refs = merged.evidence.refs(table.row_evidence.front());
    if (!refs.empty() && merged.evidence.origin(refs.front()).source == source.name) return &table;
  }
  return nullptr;
}

std::string mapping_hint(const Table& table) {
  constexpr std::size_t most_columns = 12;
  std::vector<std::string> columns;
  for (const Column& column : table.columns()) columns.push_back(column.name());
  if (columns.size() > most_columns) {
    columns.resize(most_columns);
    columns.emplace_back("...");
  }
  return fmt::format("say below [source.map.observation] which column is what; those of {} are: {}",
                     table.name(), fmt::join(columns, ", "));
}

/// Without any record that Kvali knows the meaning of, a report is empty, and nothing else says why.
void check_mapped(const ReportFacts& facts, Diagnostics& diagnostics) {
  const auto known = [](const auto& entry) { return find_schema(entry.first) != nullptr; };
  if (cannot_be_made(diagnostics) || facts.merged.files.empty() ||
      std::any_of(facts.merged.tables.begin(), facts.merged.tables.end(), known))
    return;
  Diagnostic finding{"CFG-08",
                     Severity::warning,
                     "no table of the sources is mapped, so there is nothing to report",
                     facts.report.sources.front().place,
                     "say below [source.map.observation] which column is what",
                     {},
                     "sources"};
  for (const SourceSpec& source : facts.report.sources) {
    const Table* table = unmapped_table(facts.merged, source);
    if (table == nullptr) continue;
    finding.place = source.place;
    finding.hint = mapping_hint(*table);
    break;
  }
  diagnostics.add(std::move(finding));
}

/// A donor must not get "nothing is on record" because nothing was mapped.
void check_empty(const ReportFacts& facts, Diagnostics& diagnostics) {
  constexpr std::array<std::string_view, 12> reported{
      "indicator", "observation", "activity",    "meeting",     "decision",        "action_point",
      "need",      "risk",        "budget_line", "expenditure", "financial_annex", "contract"};
  const auto is_filled = [&](std::string_view name) {
    const Table* table = facts.merged.find(name);
    return table != nullptr && table->rows() > 0;
  };
  if (cannot_be_made(diagnostics) || facts.report.audience == "internal" || facts.merged.files.empty() ||
      std::any_of(reported.begin(), reported.end(), is_filled))
    return;
  diagnostics.add(
      {"C-05",
       Severity::block,
       "the report is empty: no indicator, meeting or amount of money is on record",
       facts.report.sources.front().place,
       "map a source to indicator, meeting or expenditure; kvali check shows what was taken of each",
       {},
       "report"});
}

void compute(ReportFacts& facts, Diagnostics& diagnostics) {
  const MoneyRules& money = facts.report.project.money;
  Diagnostics found;
  facts.figures = compute_figures(facts.merged, facts.frame, found);
  facts.finance = compute_finance(facts.merged, facts.frame, money, found);
  check_spending(facts.merged, facts.finance, money, found);
  find_in_meetings(facts.merged, facts.figures, facts.frame, found);
  check_dates(facts.merged, facts.frame, found);
  const std::vector<std::string> sources = facts.merged.files;
  compare_with_last(facts, found);
  if (const auto& last = facts.since.last; last && last->period.last < facts.frame.period.first)
    check_unchanged(facts.report.folder, sources, *last, found);
  // After a source that failed, its indicators would be called missing for no reason of their own.
  if (!cannot_be_made(diagnostics)) add_with_whole_places(found, facts.report.folder, diagnostics);
}

/// The template for what it says of the facts; what is wrong in it is told when it is composed.
Template quiet_template(const ReportFacts& facts) {
  Diagnostics again;
  return load_template(facts.template_folder, facts.report.langs.front(), again);
}

/// The texts that people wrote for the period; which sections there are, the template says.
void read_narratives(ReportFacts& facts, const Template& form, const std::vector<std::string>& langs,
                     Diagnostics& diagnostics) {
  facts.outline = outline_of(form);
  facts.fixed_structure = form.fixed_structure;
  facts.narratives.emplace(NarrativeFolder::Wanted{facts.report.folder, file_period(facts), langs},
                           form.sections, diagnostics);
  note_files(facts.merged, facts.narratives->files());
}

/// What must agree with the reports before this one.
ReportHead head_of(const ReportFacts& facts) {
  const Report& report = facts.report;
  return {report.path,
          report.project.agreement,
          report.audience == "donor" && !report.project.donor.empty(),
          report.due_days,
          report.template_name,
          facts.outline,
          facts.fixed_structure};
}

/// The files in which people say something to findings: beside report.toml, and the one asked for.
std::vector<fs::path> files_of_answers(const fs::path& findings_to, const fs::path& folder) {
  std::vector<fs::path> files = answer_files(folder);
  std::error_code error;
  if (!findings_to.empty() && fs::exists(findings_to, error) &&
      std::find(files.begin(), files.end(), findings_to) == files.end())
    files.push_back(findings_to);
  return files;
}

/// What people said to the findings of the data; some of it decides how sources are merged.
void answer(const std::vector<fs::path>& files, const Diagnostics& told, ReportFacts& facts,
            Diagnostics& diagnostics) {
  for (const Diagnostic& finding : told.all()) diagnostics.add(finding);
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.lexically_relative(facts.report.folder).string());
  note_files(facts.merged, names);
  apply_answers(facts.answers, diagnostics);
  // Where a stage found nothing because it never ran, an answer is not for nothing.
  if (!cannot_be_made(diagnostics)) check_answers(facts.answers, Documents::to_come, diagnostics);
}

}  // namespace

std::optional<ReportFacts> gather_facts(const ReportRequest& request, PluginHost& plugins,
                                        Diagnostics& diagnostics, const StepListener& on_step,
                                        RawRecords* raw) {
  FileStates inputs;
  watch_inputs(request, inputs);
  auto report = load_report(request.report, diagnostics);
  if (!report) return std::nullopt;
  std::vector<std::string> langs = report->langs;  // Of report.toml, and those asked for.
  for (const std::string& lang : request.langs)
    if (std::find(langs.begin(), langs.end(), lang) == langs.end()) langs.push_back(lang);
  ReportFacts facts;
  facts.report = std::move(*report);
  facts.inputs = std::move(inputs);
  facts.complete = prepare_report(request, facts, diagnostics);
  Workspace collected =
      collect(facts.report, plugins, diagnostics, {}, on_step, &facts.overview, raw, &facts.inputs);
  if (facts.complete) on_step({"merge", {}});
  const std::vector<fs::path> files = files_of_answers(request.findings_to, facts.report.folder);
  Diagnostics told_by_answers;
  for (const fs::path& file : files)
    for (Answer& one : read_answers(file, facts.report, plugins, told_by_answers))
      facts.answers.push_back(std::move(one));
  std::vector<Decision> decisions = facts.report.decisions;
  for (Decision& one : decisions_of(facts.answers)) decisions.push_back(std::move(one));
  facts.merged = merge(std::move(collected), facts.report.folder, diagnostics, std::move(decisions),
                       facts.complete ? facts.frame.period.last : last_date);
  if (facts.complete) {
    check_source_ages(facts.report, facts.frame.as_of, diagnostics);
    const Template form = quiet_template(facts);
    facts.frame.band_percent =
        facts.report.deviation_band.value_or(form.deviation_band.value_or(usual_band_percent));
    check_mapped(facts, diagnostics);
    check_empty(facts, diagnostics);
    compute(facts, diagnostics);
    read_narratives(facts, form, langs, diagnostics);
    if (!cannot_be_made(diagnostics)) check_sequence(head_of(facts), facts.since, facts.frame, diagnostics);
    facts.protection = protect_facts(facts, diagnostics);
    for (IndicatorFigures& figures : facts.figures.indicators)
      figures.hides_parts = facts.protection.guarded.contains(figures.rule.id);
  }
  answer(files, told_by_answers, facts, diagnostics);
  facts.findings = relative_places(diagnostics, facts.report.folder);
  return facts;
}

bool cannot_be_made(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [](const Diagnostic& d) {
    return d.severity >= Severity::error &&
           (d.id.rfind("CFG-", 0) == 0 || d.id.rfind("PLG-", 0) == 0 || d.id.rfind("TPL-", 0) == 0);
  });
}

}  // namespace kvali
