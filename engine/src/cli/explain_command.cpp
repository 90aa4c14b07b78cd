#include <CLI/CLI.hpp>

#include <memory>

#include "cli/report_options.hpp"
#include "cli/report_worker.hpp"
#include "cli/watch_report.hpp"

namespace kvali {

namespace {

struct ExplainOptions {
  ReportOptions report;
  std::string figure, lang;
  bool all = false;
};

int explain(const ExplainOptions& options, const CommonOptions& common) {
  ReportTask task;
  task.request.report = report_request_of(options.report, common);
  task.request.aim = RunAim::explain;
  task.request.explain = {options.figure, options.all, common.json};
  if (!options.lang.empty()) {
    check_language("--lang", options.lang);
    task.request.report.langs = {options.lang};
  }
  task.limits = options.report.limits;
  task.json = common.json;
  task.messages = options.report.messages;
  task.plugin_folders = common.plugin_folders;
  if (common.worker_fd >= 0) return work_on_report(task, common.worker_fd);
  return watch_report(task, common.arguments, common.json);
}

}  // namespace

void add_explain_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("explain", "Tell where a figure comes from: formula, records, what was set aside");
  auto options = std::make_shared<ExplainOptions>();
  add_report_options(*command, options->report);
  command
      ->add_option("FIGURE", options->figure,
                   "its id in the annex of evidence, or an indicator, a period and a group")
      ->required();
  command->add_option("--lang", options->lang, "the language its words are in, e.g. ka");
  command->add_flag("--all", options->all, "list all records, however many");
  command->footer(
      "Example: kvali explain samples/coastal-integration 1.1.to-date\n"
      "         kvali explain samples/coastal-integration \"1.1 2025-12 sex=f\"\n"
      "         kvali explain samples/coastal-integration budget.1.1");
  command->callback([options, &common, &exit_code] { exit_code = explain(*options, common); });
}

}  // namespace kvali
