#include <CLI/CLI.hpp>

#include <memory>

#include "base/error.hpp"
#include "cli/finding_docs.hpp"
#include "cli/report_options.hpp"
#include "cli/report_worker.hpp"
#include "cli/watch_report.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

struct RunOptions {
  ReportOptions report;
  std::string out, to;
  std::vector<std::string> langs, formats;
  std::string explain;
  bool draft = false;
  bool strict = false;
};

void add_options(CLI::App& command, RunOptions& options) {
  add_report_options(command, options.report);
  command.add_option("--lang", options.langs, "only these languages, e.g. ka")->delimiter(',');
  command.add_flag("--strict", options.strict, "exit 3 for warnings too");
}

RunRequest request_of(const RunOptions& options, const CommonOptions& common) {
  RunRequest run;
  run.report = report_request_of(options.report, common);
  ReportRequest& request = run.report;
  request.langs = options.langs;
  for (const std::string& lang : options.langs) check_language("--lang", lang);
  request.formats = options.formats;
  run.out = options.out.empty() ? request.report.parent_path() / "out"
                                : fs::absolute(options.out).lexically_normal();
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
  return run;
}

int run(const RunOptions& options, const CommonOptions& common, RunAim aim) {
  if (options.report.report.empty()) throw CLI::RequiredError("REPORT");
  ReportTask task;
  task.request = request_of(options, common);
  task.request.aim = aim;
  task.limits = options.report.limits;
  task.strict = options.strict;
  task.json = common.json;
  task.messages = options.report.messages;
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
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common, RunAim::make); });
}

void add_check_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("check", "Do everything but write, and list every finding");
  auto options = std::make_shared<RunOptions>();
  add_options(*command, *options);
  command->get_option("REPORT")->required(false);
  command->add_option("--to", options->to, "write every finding to a workbook, to be answered there")
      ->type_name("FILE.xlsx");
  // Behind it no report is needed, so that the id cannot be taken for one.
  CLI::Option* explain =
      command->add_option("--explain", options->explain, "tell what a finding means; without ID list all")
          ->type_name("ID")
          ->expected(0, 1);
  command->footer(
      "Example: kvali check samples/emerge/report.toml\n"
      "         kvali check samples/emerge/report.toml --to findings.xlsx\n"
      "         kvali check --explain I-05");
  command->callback([options, explain, &common, &exit_code] {
    if (explain->count() == 0) {
      exit_code = run(*options, common, RunAim::check);
      return;
    }
    const std::string& lang = options->langs.empty() ? options->report.messages : options->langs.front();
    check_language(options->langs.empty() ? "--messages" : "--lang", lang);
    options->explain.empty() ? list_findings(lang, common.json)
                             : explain_finding(options->explain, lang, common.json);
    exit_code = exit_made;
  });
}

}  // namespace kvali
