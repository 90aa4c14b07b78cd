#include "cli/make_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/finding_output.hpp"
#include "cli/template_folders.hpp"
#include "collect/collect.hpp"
#include "compose/compose.hpp"
#include "merge/merge.hpp"
#include "model/finance_tables.hpp"
#include "model/meeting_checks.hpp"
#include "model/report_tables.hpp"
#include "render/manifest.hpp"
#include "render/render.hpp"
#include "review/findings_document.hpp"
#include "review/read_answers.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

class ReportRun {
 public:
  ReportRun(const RunRequest& request, PluginHost& plugins, Diagnostics& diagnostics,
            const StepListener& on_step, const FolderOpener& open_folder)
      : request_(request),
        plugins_(plugins),
        diagnostics_(diagnostics),
        on_step_(on_step),
        open_folder_(open_folder) {}

  RunOutcome run() {
    auto report = load_report(request_.report, diagnostics_);
    if (!report) return {};
    report_ = std::move(*report);
    RunOutcome outcome = make();
    if (!request_.findings_to.empty())
      outcome.lines.push_back(write_findings().lexically_proximate(fs::current_path()).string());
    return outcome;
  }

  /// What was taken from each source.
  [[nodiscard]] std::vector<SourceOverview> overview() && { return std::move(overview_); }

 private:
  RunOutcome make() {
    const bool prepared = prepare();
    // Sources are read even if the report cannot be made: all that is wrong shows in one run.
    Workspace collected = collect(report_, plugins_, diagnostics_, {}, on_step_, &overview_);
    if (!prepared) {
      merged_ = merge(std::move(collected), report_.folder, diagnostics_);
      answer();  // --to must not lose what was answered before.
      return {};
    }
    on_step_({"merge", {}});
    merged_ = merge(std::move(collected), report_.folder, diagnostics_);
    Diagnostics found;
    figures_ = compute_figures(merged_, frame_, found);
    finance_ =
        compute_finance(merged_, frame_, {report_.project.currency, report_.project.daily_rates}, found);
    check_meetings(merged_, found);
    // After a source that failed, its indicators would be called missing for no reason of their own.
    if (!failed()) add_with_whole_places(found);
    read_narratives();
    answer();
    before_documents_ = relative_places(diagnostics_, report_.folder);
    return request_.write ? write_all() : check_all();
  }

  bool prepare() {
    all_langs_ = report_.langs;
    if (!request_.langs.empty()) report_.langs = request_.langs;
    for (const std::string& lang : report_.langs)
      if (std::find(all_langs_.begin(), all_langs_.end(), lang) == all_langs_.end())
        all_langs_.push_back(lang);
    if (!request_.formats.empty()) choose_outputs();
    const bool framed = find_frame();
    refuse_twins();
    const auto folder = find_template(report_.template_name, report_.folder, request_.template_folders,
                                      diagnostics_, report_.template_place);
    if (folder) template_folder_ = *folder;
    return framed && folder;
  }

  /// The texts that people wrote for the period; which sections there are, the template says.
  void read_narratives() {
    Diagnostics again;  // What is wrong in the template is told when it is composed.
    const Template form = load_template(template_folder_, report_.langs.front(), again);
    narratives_.emplace(NarrativeFolder::Wanted{report_.folder, file_period(), all_langs_}, form.sections,
                        diagnostics_);
    for (const std::string& file : narratives_->files()) merged_.files.push_back(file);
    std::sort(merged_.files.begin(), merged_.files.end());
  }

  /// What people said to the findings of the data, beside report.toml or in the file asked for.
  void answer() {
    std::vector<fs::path> files = answer_files(report_.folder);
    const fs::path& to = request_.findings_to;
    std::error_code error;
    if (!to.empty() && fs::exists(to, error) && std::find(files.begin(), files.end(), to) == files.end())
      files.push_back(to);
    for (const fs::path& file : files) {
      Diagnostics told;
      for (Answer& one : read_answers(file, report_, plugins_, told)) answers_.push_back(std::move(one));
      if (file == to) overwrites_other_work_ = !told.all().empty();
      for (const Diagnostic& finding : told.all()) diagnostics_.add(finding);
      merged_.files.push_back(file.lexically_relative(report_.folder).string());
    }
    std::sort(merged_.files.begin(), merged_.files.end());
    apply_answers(answers_, diagnostics_);
    // Where a stage found nothing because it never ran, an answer is not for nothing.
    if (!failed()) check_answers(answers_, diagnostics_);
  }

  /// Every finding in a workbook, with what was answered so far.
  fs::path write_findings() {
    if (overwrites_other_work_)
      throw Error("--to: " + request_.findings_to.filename().string() +
                      " is there already, and no findings can be read from it",
                  "write --to another file, or move this one away");
    const kvali_renderer* renderer = plugins_.renderer("xlsx", {}, diagnostics_);
    if (renderer == nullptr) throw Error("no plugin writes workbooks", "see kvali plugins list");
    on_step_({"render " + request_.findings_to.filename().string(), "xlsx"});
    const Locale locale(report_.langs.front());
    const Catalogue words(locale);
    const Document document =
        findings_document(relative_places(diagnostics_, report_.folder), answers_, figures_, merged_, words);
    OutputSpec output;
    output.renderer = "xlsx";
    const TemporaryFolder temporary(request_.findings_to.parent_path());
    const fs::path file = temporary.path() / request_.findings_to.filename();
    if (!render(document, locale, *renderer, output, report_, file, diagnostics_))
      throw Error("cannot write " + request_.findings_to.string());
    move_into_place(file, request_.findings_to);
    return request_.findings_to;
  }

  /// A language or renderer named twice would write the same file twice.
  void refuse_twins() {
    const auto refuse = [this](const std::string& what, const std::string& name, const Place& place) {
      diagnostics_.add({"CFG-04",
                        Severity::error,
                        fmt::format("the {} '{}' is named twice", what, name),
                        place,
                        "keep one of them",
                        {}});
    };
    std::set<std::string> names;
    for (const std::string& lang : report_.langs)
      if (!names.insert(slug(lang)).second) refuse("language", lang, {report_.path.string(), 0, 0, 0});
    names.clear();
    for (const OutputSpec& output : report_.outputs)
      if (!names.insert(output.renderer).second) refuse("renderer", output.renderer, output.place);
  }

  /// The period, and the day the data stand at.
  bool find_frame() {
    const std::optional<Date> given = request_.as_of ? request_.as_of : report_.as_of;
    const std::string& text = request_.period.empty() ? report_.period_text : request_.period;
    if (!given && !parse_period(text, report_.project.fiscal) &&
        resolve_period(text, *make_date(2020, 6, 15), report_.project.fiscal)) {
      diagnostics_.add({"CFG-04",
                        Severity::error,
                        fmt::format("'{}' needs a day to count from", text),
                        report_.period_place,
                        "write --as-of 2021-01-05, or --period 2020-12",
                        {}});
      return false;
    }
    const auto period = reporting_period(report_, request_.period, given.value_or(first_date), diagnostics_);
    if (!period) return false;
    frame_ = {*period, report_.project.start, report_.project.end, given.value_or(period->last)};
    return true;
  }

  /// Places told by evidence are relative to the report's folder: whole again, so that they can be
  /// opened from anywhere.
  void add_with_whole_places(const Diagnostics& found) {
    for (Diagnostic finding : found.all()) {
      if (finding.place.line == 0) finding.place = parse_place(finding.place.file);
      const fs::path whole = report_.folder / finding.place.file;
      std::error_code error;
      if (!finding.place.empty() && fs::is_regular_file(whole, error)) finding.place.file = whole.string();
      diagnostics_.add(std::move(finding));
    }
  }

  /// --format pdf: of the report's outputs those, else one without options.
  void choose_outputs() {
    std::vector<OutputSpec> chosen;
    for (const std::string& format : request_.formats) {
      const auto it = std::find_if(report_.outputs.begin(), report_.outputs.end(),
                                   [&](const OutputSpec& o) { return o.renderer == format; });
      if (it != report_.outputs.end()) {
        chosen.push_back(*it);
        continue;
      }
      OutputSpec spec;
      spec.renderer = format;
      spec.place.file = "--format";
      chosen.push_back(spec);
    }
    report_.outputs = std::move(chosen);
  }

  RunOutcome check_all() {
    bool made = !failed();
    for (const std::string& lang : report_.langs) {
      on_step_({"compose " + lang, {}});
      made = compose_in(lang).has_value() && made;
    }
    for (const OutputSpec& output : report_.outputs) made = renderer_of(output) != nullptr && made;
    return {made, {}, {}, {}};
  }

  RunOutcome write_all() {
    if (failed()) return {};
    const fs::path folder = open_folder_();
    RunOutcome outcome;
    for (const std::string& lang : report_.langs)
      if (!write_language(lang, folder, outcome.files)) return {};
    outcome.made = true;
    return outcome;
  }

  /// Without one of its sources a report would silently lack figures, and a misspelt setting may mean
  /// that it would say something else than its author wants: nothing is written.
  bool failed() const {
    return std::any_of(diagnostics_.all().begin(), diagnostics_.all().end(), [](const Diagnostic& d) {
      return d.severity >= Severity::error &&
             (d.id.rfind("CFG-", 0) == 0 || d.id.rfind("PLG-", 0) == 0 || d.id.rfind("TPL-", 0) == 0);
    });
  }

  bool write_language(const std::string& lang, const fs::path& folder, std::vector<std::string>& made) {
    on_step_({"compose " + lang, {}});
    const auto composed = compose_in(lang);
    if (!composed) return false;
    const std::string stem = fmt::format("{}_{}_{}", report_.id, file_period(), slug(lang));
    std::vector<Manifest::File> outputs;
    for (const OutputSpec& output : report_.outputs) {
      const kvali_renderer* renderer = renderer_of(output);
      if (renderer == nullptr) return false;
      const std::string name = stem + "." + renderer->file_extension;
      on_step_({"render " + name, output.renderer});
      if (!render(composed->document, *composed->form.locale, *renderer, output, report_, folder / name,
                  diagnostics_))
        return false;
      outputs.push_back(describe_file(folder / name, name));
      made.push_back(name);
    }
    const std::string name = stem + ".manifest.json";
    write_file_atomically(folder / name, manifest_text(lang, composed->form, std::move(outputs)));
    made.push_back(name);
    return true;
  }

  std::string file_period() const {
    std::string text = period_text(frame_.period, report_.project.fiscal);
    const std::size_t dots = text.find("..");
    if (dots != std::string::npos) text.replace(dots, 2, "_");
    return text;
  }

  const kvali_renderer* renderer_of(const OutputSpec& output) {
    on_step_({"load a renderer", output.renderer});
    return plugins_.renderer(output.renderer, output.place, diagnostics_);
  }

  struct Composed {
    Template form;
    Document document;
  };

  std::optional<Composed> compose_in(const std::string& lang) {
    const std::size_t before = diagnostics_.count(Severity::error);
    Template form = load_template(template_folder_, lang, diagnostics_);
    if (diagnostics_.count(Severity::error) > before) return std::nullopt;
    Diagnostics found;
    Workspace tables = report_tables(merged_, figures_, frame_, *form.catalogue, before_documents_, found);
    LanguageView language(lang, merged_.evidence, found);
    add_finance_tables(merged_, finance_, frame_, *form.catalogue, language, tables);
    add_with_whole_places(found);
    ComposeInput input{tables,
                       *form.locale,
                       facts(lang),
                       frame_.period,
                       parameters(form),
                       meta(lang, form),
                       report_.project.fiscal,
                       narratives_->in(lang, diagnostics_)};
    Document document = compose(form, input, diagnostics_);
    apply_answers(answers_, diagnostics_);
    if (failed()) return std::nullopt;
    return Composed{std::move(form), std::move(document)};
  }

  std::map<std::string, Scalar, std::less<>> facts(const std::string& lang) const {
    const auto text = [](const std::string& value) {
      return value.empty() ? Scalar{Mark::not_recorded} : Scalar{value};
    };
    const auto day = [](const std::optional<Date>& date) {
      return date ? Scalar{*date} : Scalar{Mark::not_recorded};
    };
    const Project& project = report_.project;
    std::map<std::string, Scalar, std::less<>> facts = finance_facts(finance_, frame_);
    facts.merge(std::map<std::string, Scalar, std::less<>>{
        {"project.id", text(project.id)},
        {"project.title", text(text_in(project.title, lang))},
        {"project.donor", text(text_in(project.donor, lang))},
        {"project.organisation", text(text_in(project.organisation, lang))},
        {"project.summary", text(text_in(project.summary, lang))},
        {"project.agreement", text(project.agreement)},
        {"project.start", day(project.start)},
        {"project.end", day(project.end)},
        {"project.currency", text(project.currency)},
        {"project.timezone", text(project.timezone)},
        {"report.id", text(report_.id)},
        {"report.title", text(text_in(report_.title, lang))},
        {"report.revision", std::int64_t{report_.revision}},
        {"report.as_of", frame_.as_of},
        {"report.audience", text(report_.audience)},
        {"report.lang", text(lang)},
        {"report.draft", request_.draft},
        {"report.template", text(report_.template_name)}});
    return facts;
  }

  std::map<std::string, Scalar, std::less<>> parameters(const Template& form) {
    std::map<std::string, Scalar, std::less<>> values;
    for (const ParameterSpec& spec : form.parameters) values[spec.name] = spec.fallback;
    for (const OptionText& given : report_.parameters) {
      const auto spec = std::find_if(form.parameters.begin(), form.parameters.end(),
                                     [&](const ParameterSpec& p) { return p.name == given.name; });
      if (spec == form.parameters.end())
        report_parameter(form, given);
      else if (const auto value = parameter_value(*spec, given))
        values[given.name] = *value;
    }
    return values;
  }

  void report_parameter(const Template& form, const OptionText& given) {
    std::vector<std::string_view> names;
    for (const ParameterSpec& spec : form.parameters) names.emplace_back(spec.name);
    const auto meant = nearest(given.name, names);
    diagnostics_.add({"CFG-01",
                      Severity::error,
                      fmt::format("the template {} has no parameter '{}'", form.name, given.name),
                      given.place,
                      meant ? fmt::format("did you mean '{}'?", *meant)
                            : fmt::format("see kvali templates show {}", form.name),
                      {}});
  }

  std::optional<Scalar> parameter_value(const ParameterSpec& spec, const OptionText& given) {
    const std::string text = given.list || given.values.empty() ? std::string{} : given.values.front();
    if (!given.list && spec.type == Type::text && given.kind == 's') return text;
    if (!given.list && spec.type == Type::boolean && given.kind == 'b') return text == "true";
    if (!given.list && given.kind == 'i' && spec.type == Type::integer)
      if (const auto number = Decimal::parse(text)) return *number->to_int64();
    if (!given.list && (given.kind == 'i' || given.kind == 'f') && spec.type == Type::decimal)
      if (const auto number = Decimal::parse(text)) return *number;
    if (!given.list && spec.type == Type::date)
      if (const auto date = parse_iso_date(text)) return *date;
    diagnostics_.add({"CFG-02",
                      Severity::error,
                      fmt::format("the parameter {} has another type", given.name),
                      given.place,
                      spec.doc,
                      {}});
    return std::nullopt;
  }

  DocumentMeta meta(const std::string& lang, const Template& form) const {
    DocumentMeta meta;
    meta.lang = lang;
    const Project& project = report_.project;
    meta.set("organisation", text_in(project.organisation, lang));
    meta.set("author", text_in(project.organisation, lang));
    meta.set("subject", text_in(project.title, lang));
    meta.set("project", text_in(project.title, lang));
    meta.set("agreement", project.agreement);
    meta.set("donor", text_in(project.donor, lang));
    meta.set("period", form.locale->period(frame_.period, project.fiscal));
    meta.set("period_start", iso_text(frame_.period.first));
    meta.set("period_end", iso_text(frame_.period.last));
    meta.set("date", iso_text(frame_.as_of));
    if (report_.revision > 0) meta.set("revision", std::to_string(report_.revision));
    meta.set("audience", report_.audience);
    meta.set("version", fmt::format("{} {} · Kvali {}", form.name, form.version, engine_version));
    if (form.locale->direction() == Direction::right_to_left) meta.set("dir", "rtl");
    if (request_.draft) meta.set("draft", form.catalogue->text("draft"));
    return meta;
  }

  std::string manifest_text(const std::string& lang, const Template& form,
                            std::vector<Manifest::File> outputs) const {
    Manifest manifest;
    manifest.report = report_.id;
    manifest.lang = lang;
    manifest.engine_version = engine_version;
    manifest.template_name = form.name;
    manifest.template_version = form.version;
    manifest.as_of = iso_text(frame_.as_of);
    manifest.period = period_text(frame_.period, report_.project.fiscal);
    manifest.audience = report_.audience;
    manifest.revision = report_.revision;
    manifest.draft = request_.draft;
    manifest.deliverable = diagnostics_.count(Severity::block) == 0;
    manifest.inputs.push_back(describe_file(report_.path, report_.path.filename().string()));
    for (const std::string& file : merged_.files)
      manifest.inputs.push_back(describe_file(report_.folder / file, file));
    manifest.outputs = std::move(outputs);
    return to_json(manifest, relative_places(diagnostics_, report_.folder));
  }

  const RunRequest& request_;
  PluginHost& plugins_;
  Diagnostics& diagnostics_;
  const StepListener& on_step_;
  const FolderOpener& open_folder_;
  Report report_;
  Frame frame_;
  fs::path template_folder_;
  Workspace merged_;
  Figures figures_;
  Finance finance_;
  std::vector<std::string> all_langs_;  ///< Of report.toml, and those asked for.
  std::optional<NarrativeFolder> narratives_;
  std::vector<Answer> answers_;
  bool overwrites_other_work_ = false;  ///< The file that --to names is no workbook of findings.
  std::vector<SourceOverview> overview_;
  Diagnostics before_documents_;  ///< What a document may say about its data: places relative, no rendering.
};

}  // namespace

RunOutcome make_report(const RunRequest& request, PluginHost& plugins, Diagnostics& diagnostics,
                       const StepListener& on_step, const FolderOpener& open_folder) {
  ReportRun run(request, plugins, diagnostics, on_step, open_folder);
  RunOutcome outcome = run.run();
  outcome.overview = std::move(run).overview();
  return outcome;
}

}  // namespace kvali
