#include "cli/freeze_report.hpp"

#include <algorithm>

#include "base/file_system.hpp"
#include "base/version.hpp"
#include "cli/compose_report.hpp"
#include "frozen/facts_to_freeze.hpp"
#include "frozen/frozen_folder.hpp"
#include "render/manifest.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

FrozenInput input_of(const fs::path& file, const std::string& name) {
  return {name, describe_file(file, name).sha256};
}

/// Frozen reports are compared with, and the record of submissions goes on: neither made this report.
bool is_of_frozen_folder(const std::string& file) {
  return *fs::path(file).begin() == frozen_folder({});
}

void add_inputs(const ReportFacts& facts, FrozenReport& out) {
  const Report& report = facts.report;
  out.inputs.push_back(input_of(report.path, report.path.filename().string()));
  const auto& texts = facts.narratives->files();
  for (const std::string& file : facts.merged.files) {
    if (is_of_frozen_folder(file)) continue;
    const bool narrative = std::find(texts.begin(), texts.end(), file) != texts.end();
    (narrative ? out.narratives : out.inputs).push_back(input_of(report.folder / file, file));
  }
  refuse_changed_inputs(facts);
}

void add_head(const ReportFacts& facts, const Template& form, FrozenReport& out) {
  out.report = facts.report.id;
  out.audience = facts.report.audience;
  out.agreement = facts.report.project.agreement;
  out.langs = facts.report.langs;
  out.template_name = form.name;
  out.template_version = form.version;
  out.outline = facts.outline;
  out.fixed_structure = facts.fixed_structure;
  out.engine_version = engine_version;
}

}  // namespace

std::optional<FrozenReport> frozen_report(ReportFacts& facts, Diagnostics& diagnostics,
                                          const StepListener& on_step) {
  std::optional<ComposedReport> first;
  for (const std::string& lang : facts.report.langs) {
    on_step({"compose " + lang, {}});
    auto composed = compose_report(facts, {lang}, diagnostics);
    if (!composed) return std::nullopt;
    if (!first) first = std::move(composed);
  }
  FrozenReport out = facts_to_freeze(facts.merged, facts.figures, facts.finance, facts.frame, first->tables);
  add_head(facts, first->form, out);
  add_inputs(facts, out);
  return out;
}

RunOutcome freeze_report(ReportFacts& facts, const fs::path& folder, Diagnostics& diagnostics,
                         const StepListener& on_step, const FolderOpener& open_folder) {
  RunOutcome outcome;
  const auto frozen = frozen_report(facts, diagnostics, on_step);
  if (!frozen) return outcome;
  // The folder is this run's own from here on: nobody else counts up the revision meanwhile.
  const fs::path temporary = open_folder();
  const Freezing freezing = freeze(*frozen, folder);
  outcome.made = true;
  if (freezing.is_new) {
    write_file_atomically(temporary / freezing.file, freezing.text);
    outcome.files.push_back(freezing.file);
  } else {
    outcome.lines.push_back("nothing has changed since " +
                            (folder / freezing.file).lexically_proximate(fs::current_path()).string());
  }
  return outcome;
}

}  // namespace kvali
