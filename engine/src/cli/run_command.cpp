#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/finding_output.hpp"
#include "cli/make_report.hpp"
#include "locale/locale.hpp"

namespace kvali {

namespace {

struct RunOptions {
  std::string report, period, as_of, out;
  std::vector<std::string> langs, formats;
  bool draft = false;
  bool strict = false;
};

void add_options(CLI::App& command, RunOptions& options) {
  command.add_option("REPORT", options.report, "report.toml, or the folder it lies in")->required();
  command.add_option("--period", options.period,
                     "2020-12, 2020-Q4, 2020, 2020-07-01..2020-12-31, previous-month");
  command.add_option("--as-of", options.as_of, "day the data stand at; the period's end if absent")
      ->type_name("DATE");
  command.add_option("--lang", options.langs, "only these languages, e.g. ka")->delimiter(',');
  command.add_flag("--strict", options.strict, "exit 3 for warnings too");
}

void check_language(const std::string& lang) {
  try {
    (void)Locale(lang);
  } catch (const Error& e) {
    throw UsageError("--lang: " + std::string(e.what()), "write a language code such as ka or en");
  }
}

/// A misspelt --format is wrong usage, not a report that cannot be made.
void check_formats(const std::vector<std::string>& formats, PluginHost& plugins) {
  for (const std::string& format : formats) {
    Diagnostics unknown;
    if (plugins.renderer(format, {}, unknown) != nullptr) continue;
    throw UsageError("--format: " + unknown.all().front().message, unknown.all().front().hint);
  }
}

RunRequest request_of(const RunOptions& options, const CommonOptions& common) {
  RunRequest request;
  std::filesystem::path path = std::filesystem::absolute(options.report).lexically_normal();
  if (std::filesystem::is_directory(path)) path /= "report.toml";
  if (!std::filesystem::exists(path)) {
    const bool in_folder = path.filename() != std::filesystem::path(options.report).filename();
    throw UsageError(in_folder ? "no report.toml in " + options.report : "no file " + options.report,
                     "give the path of a report.toml, or of the folder it lies in");
  }
  request.report = path;
  request.period = options.period;
  // Any day will do: it is only asked whether these words name a period at all.
  if (!options.period.empty() && !resolve_period(options.period, *make_date(2020, 6, 15))) {
    const auto meant = nearest(options.period, relative_period_names());
    throw UsageError("--period: '" + options.period + "' is not a period",
                     meant ? "did you mean '" + *meant + "'?"
                           : "write 2020-12, 2020-Q4, 2020, 2020-07-01..2020-12-31 or previous-month");
  }
  if (!options.as_of.empty()) {
    request.as_of = parse_iso_date(options.as_of);
    if (!request.as_of)
      throw UsageError("--as-of: '" + options.as_of + "' is not a date", "write it as 2020-12-31");
  }
  request.langs = options.langs;
  for (const std::string& lang : options.langs) check_language(lang);
  request.formats = options.formats;
  if (!options.out.empty()) request.out = std::filesystem::absolute(options.out).lexically_normal();
  request.draft = options.draft;
  request.template_folders = common.template_folders;
  return request;
}

/// One line on a terminal that says what is going on; nothing elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : shown_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }
  void step(const std::string& what) {
    if (shown_) std::cerr << "\r\033[K" << what << " ..." << std::flush;
  }
  void clear() {
    if (shown_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  bool shown_;
};

int exit_code_of(bool made, const Diagnostics& findings, bool strict) {
  if (!made) return exit_not_made;
  return findings.count(strict ? Severity::warning : Severity::error) > 0 ? exit_findings : exit_made;
}

int run(const RunOptions& options, const CommonOptions& common, bool write) {
  RunRequest request = request_of(options, common);
  request.write = write;
  PluginHost plugins(default_plugin_folders(common.plugin_folders));
  check_formats(options.formats, plugins);
  Diagnostics findings;
  RunOutcome outcome;
  {
    ProgressLine progress(common.json);
    outcome = make_report(request, plugins, findings, [&](const std::string& step) { progress.step(step); });
  }
  if (common.json)
    print_findings_json(findings, std::cout);
  else
    print_findings(findings, std::cerr, ::isatty(STDERR_FILENO) == 1);
  const std::filesystem::path here = std::filesystem::current_path();
  for (const auto& file : outcome.files) {
    const std::filesystem::path shown = file.lexically_proximate(here);
    if (common.json)
      std::cout << fmt::format("{{\"made\":\"{}\"}}\n", shown.string());
    else
      std::cout << shown.string() << '\n';
  }
  if (!write && outcome.made && !common.json) std::cout << "the report can be made\n";
  if (!outcome.made && !common.json)
    std::cerr << (write ? "no report was made\n" : "the report cannot be made\n");
  return exit_code_of(outcome.made, findings, options.strict);
}

}  // namespace

void add_run_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("run", "Make the files of a report");
  auto options = std::make_shared<RunOptions>();
  add_options(*command, *options);
  command->add_option("--format", options->formats, "only these renderers, e.g. pdf")->delimiter(',');
  command->add_option("--out", options->out, "folder for the files; 'out' beside report.toml if absent")
      ->type_name("DIR");
  command->add_flag("--draft", options->draft, "mark every page as a draft");
  command->footer("Example: kvali run samples/emerge/report.toml --lang ka --format pdf --out /tmp/reports");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common, true); });
}

void add_check_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("check", "Do everything but write, and list every finding");
  auto options = std::make_shared<RunOptions>();
  add_options(*command, *options);
  command->footer("Example: kvali check samples/emerge/report.toml");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common, false); });
}

}  // namespace kvali
