#include "cli/make_report.hpp"

#include <fmt/format.h>

#include "base/file_system.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/compose_report.hpp"
#include "cli/delivery.hpp"
#include "cli/explain_report.hpp"
#include "cli/finding_places.hpp"
#include "cli/freeze_report.hpp"
#include "cli/gather_facts.hpp"
#include "cli/protect_facts.hpp"
#include "cli/write_findings.hpp"
#include "privacy/redact_text.hpp"
#include "render/manifest.hpp"
#include "render/render.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// What every step of the making needs.
struct Making {
  const RunRequest& request;
  PluginHost& plugins;
  Diagnostics& diagnostics;
  const StepListener& on_step;
  ReportFacts facts;
  RawRecords raw;  ///< Only for an explanation.
};

const kvali_renderer* renderer_of(const OutputSpec& output, const Making& making) {
  making.on_step({"load a renderer", output.renderer});
  return making.plugins.renderer(output.renderer, output.place, making.diagnostics);
}

std::optional<ComposedReport> composed_in(const std::string& lang, Making& making) {
  making.on_step({"compose " + lang, {}});
  return compose_report(making.facts, {lang, making.request.draft}, making.diagnostics);
}

std::string manifest_text(const Making& making, const std::string& lang, const Template& form,
                          std::vector<Manifest::File> outputs) {
  const Report& report = making.facts.report;
  Manifest manifest;
  manifest.report = report.id;
  manifest.lang = lang;
  manifest.engine_version = engine_version;
  manifest.template_name = form.name;
  manifest.template_version = form.version;
  manifest.as_of = iso_text(making.facts.frame.as_of);
  manifest.period = period_text(making.facts.frame.period, report.project.fiscal);
  manifest.audience = report.audience;
  manifest.revision = report.revision;
  manifest.draft = making.request.draft;
  manifest.deliverable = is_deliverable(making.diagnostics);
  manifest.inputs.push_back(describe_file(report.path, report.path.filename().string()));
  const Redaction redaction(making.facts, form, making.diagnostics);
  for (const std::string& file : making.facts.merged.files)
    manifest.inputs.push_back(describe_file(report.folder / file, redacted(redaction.rules(), file)));
  refuse_changed_inputs(making.facts);
  manifest.outputs = std::move(outputs);
  return to_json(manifest, redacted_findings(redaction.rules(), making.facts.protection,
                                             relative_places(making.diagnostics, report.folder)));
}

bool write_language(const std::string& lang, const fs::path& folder, Making& making,
                    std::vector<std::string>& made) {
  const auto composed = composed_in(lang, making);
  if (!composed) return false;
  const Report& report = making.facts.report;
  const std::string stem = fmt::format("{}_{}_{}", report.id, file_period(making.facts), slug(lang));
  std::vector<Manifest::File> outputs;
  for (const OutputSpec& output : report.outputs) {
    const kvali_renderer* renderer = renderer_of(output, making);
    if (renderer == nullptr) return false;
    const std::string name = stem + "." + renderer->file_extension;
    making.on_step({"render " + name, output.renderer});
    if (!render(composed->document, *composed->form.locale, *renderer, output, report, folder / name,
                making.diagnostics))
      return false;
    outputs.push_back(describe_file(folder / name, name));
    made.push_back(name);
  }
  const std::string name = stem + ".manifest.json";
  write_file_atomically(folder / name, manifest_text(making, lang, composed->form, std::move(outputs)));
  made.push_back(name);
  return true;
}

RunOutcome write_all(Making& making, const FolderOpener& open_folder) {
  if (cannot_be_made(making.diagnostics)) return {};
  const fs::path folder = open_folder();
  RunOutcome outcome;
  for (const std::string& lang : making.facts.report.langs)
    if (!write_language(lang, folder, making, outcome.files)) return {};
  outcome.made = true;
  return outcome;
}

RunOutcome check_all(Making& making) {
  RunOutcome outcome;
  outcome.made = !cannot_be_made(making.diagnostics);
  for (const std::string& lang : making.facts.report.langs)
    outcome.made = composed_in(lang, making).has_value() && outcome.made;
  for (const OutputSpec& output : making.facts.report.outputs)
    outcome.made = renderer_of(output, making) != nullptr && outcome.made;
  return outcome;
}

RunOutcome outcome_of(Making& making, const FolderOpener& open_folder) {
  const RunRequest& request = making.request;
  if (request.aim == RunAim::check) return check_all(making);
  if (request.aim == RunAim::make) return write_all(making, open_folder);
  if (request.aim == RunAim::explain)
    return explain_report(making.facts, making.raw, request.explain, making.diagnostics, making.on_step);
  return freeze_report(making.facts, request.out, making.diagnostics, making.on_step, open_folder);
}

}  // namespace

RunOutcome make_report(const RunRequest& request, PluginHost& plugins, Diagnostics& diagnostics,
                       const StepListener& on_step, const FolderOpener& open_folder) {
  RawRecords raw;
  auto facts = gather_facts(request.report, plugins, diagnostics, on_step,
                            request.aim == RunAim::explain ? &raw : nullptr);
  if (!facts) return {};
  Making making{request, plugins, diagnostics, on_step, std::move(*facts), std::move(raw)};
  RunOutcome outcome;
  if (making.facts.complete) outcome = outcome_of(making, open_folder);
  // Where a language was left out, its findings are not known.
  if (outcome.made && request.aim != RunAim::explain && request.report.langs.empty())
    check_answers(making.facts.answers, Documents::all_made, diagnostics);
  const fs::path& to = request.report.findings_to;
  if (!to.empty()) {
    write_findings(to, making.facts, plugins, diagnostics, on_step);
    outcome.lines.push_back(to.lexically_proximate(fs::current_path()).string());
  }
  outcome.overview = std::move(making.facts.overview);
  return outcome;
}

}  // namespace kvali
