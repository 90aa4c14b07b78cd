#include <CLI/CLI.hpp>

#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/report_worker.hpp"
#include "cli/watch_report.hpp"
#include "locale/locale.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// A week, and what a program needs just to start; beyond a terabyte there is no limit to speak of.
constexpr int most_seconds = 7 * 24 * 3600;
constexpr std::int64_t least_mib = 128;
constexpr std::int64_t most_mib = std::int64_t{1} << 20;

struct RunOptions {
  std::string report, period, as_of, out, to;
  std::vector<std::string> langs, formats;
  bool draft = false;
  bool strict = false;
  WorkerLimits limits;
};

void add_options(CLI::App& command, RunOptions& options) {
  command.add_option("REPORT", options.report, "report.toml, or the folder it lies in")->required();
  command.add_option("--period", options.period,
                     "2020-12, 2020-Q4, 2020, 2020-07-01..2020-12-31, previous-month");
  command.add_option("--as-of", options.as_of, "day the data stand at; the period's end if absent")
      ->type_name("DATE");
  command.add_option("--lang", options.langs, "only these languages, e.g. ka")->delimiter(',');
  command.add_flag("--strict", options.strict, "exit 3 for warnings too");
  command.add_option("--time-limit", options.limits.seconds, "stop after so long; 300 if absent")
      ->type_name("SECONDS")
      ->check(CLI::Validator(CLI::Range(1, most_seconds)).description(""));
  command
      .add_option("--memory-limit", options.limits.memory_mib,
                  "stop when more memory is needed; 4096 if absent")
      ->type_name("MIB")
      ->check(CLI::Validator(CLI::Range(least_mib, most_mib)).description(""));
}

void check_language(const std::string& lang) {
  try {
    (void)Locale(lang);
  } catch (const Error& e) {
    throw UsageError("--lang: " + std::string(e.what()), "write a language code such as ka or en");
  }
}

/// The report.toml that is meant by a path, or by the folder it lies in.
fs::path report_file(const std::string& given) {
  const char* hint = "give the path of a report.toml, or of the folder it lies in";
  fs::path path = fs::absolute(given).lexically_normal();
  std::error_code error;
  const bool in_folder = fs::is_directory(path, error);
  if (in_folder) path /= "report.toml";
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    throw UsageError(in_folder ? "no report.toml in " + given : "no file " + given, hint);
  if (!fs::status_known(status)) throw UsageError("cannot read " + given + ": " + error.message(), hint);
  if (!fs::is_regular_file(status)) throw UsageError(given + " is not a file", hint);
  return path;
}

RunRequest request_of(const RunOptions& options, const CommonOptions& common) {
  RunRequest run;
  ReportRequest& request = run.report;
  const fs::path path = report_file(options.report);
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
  run.out = options.out.empty() ? path.parent_path() / "out" : fs::absolute(options.out).lexically_normal();
  run.draft = options.draft;
  if (!options.to.empty()) {
    request.findings_to = fs::absolute(options.to).lexically_normal();
    if (request.findings_to.extension() != ".xlsx")
      throw UsageError("--to: findings are written to a workbook, not to " + options.to,
                       "write --to findings.xlsx");
    std::error_code error;
    if (!fs::is_directory(request.findings_to.parent_path(), error))
      throw UsageError("--to: there is no folder " + request.findings_to.parent_path().string(),
                       "make it, or write --to findings.xlsx");
  }
  request.template_folders = common.template_folders;
  return run;
}

int run(const RunOptions& options, const CommonOptions& common, bool write) {
  ReportTask task;
  task.request = request_of(options, common);
  task.request.write = write;
  task.limits = options.limits;
  task.strict = options.strict;
  task.json = common.json;
  task.plugin_folders = common.plugin_folders;
  if (common.worker_fd >= 0) return work_on_report(task, common.worker_fd);
  return watch_report(task, common.arguments, common.json);
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
  command->add_option("--to", options->to, "write every finding to a workbook, to be answered there")
      ->type_name("FILE.xlsx");
  command->footer(
      "Example: kvali check samples/emerge/report.toml\n"
      "         kvali check samples/emerge/report.toml --to findings.xlsx");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common, false); });
}

}  // namespace kvali
