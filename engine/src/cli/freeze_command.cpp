#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "cli/frozen_record.hpp"
#include "cli/report_options.hpp"
#include "cli/report_worker.hpp"
#include "cli/watch_report.hpp"
#include "frozen/frozen_folder.hpp"

namespace kvali {

namespace {

struct FreezeOptions {
  ReportOptions report;
  std::string submitted, accepted, sent_back, reference, note;
  std::optional<int> revision;
  bool list = false;
};

/// What the donor got and said, in the order in which it happens.
std::vector<Happening> happenings_of(const FreezeOptions& options) {
  std::vector<Happening> all;
  if (const auto day = day_of_option("--submitted", options.submitted))
    all.push_back({"submitted", *day, options.reference, {}});
  if (const auto day = day_of_option("--accepted", options.accepted))
    all.push_back({"accepted", *day, {}, options.note});
  if (const auto day = day_of_option("--sent-back", options.sent_back))
    all.push_back({"sent_back", *day, {}, options.note});
  if (!options.note.empty() && options.accepted.empty() && options.sent_back.empty())
    throw UsageError("--note is what the donor said", "write --accepted DATE or --sent-back DATE too");
  return all;
}

int freeze(const FreezeOptions& options, const CommonOptions& common) {
  ReportTask task;
  task.request.report = report_request_of(options.report, common);
  task.request.aim = RunAim::freeze;
  task.request.out = frozen_folder(task.request.report.report.parent_path());
  task.limits = options.report.limits;
  task.json = common.json;
  task.messages = options.report.messages;
  task.plugin_folders = common.plugin_folders;
  if (common.worker_fd >= 0) return work_on_report(task, common.worker_fd);
  return watch_report(task, common.arguments, common.json);
}

int run(const FreezeOptions& options, const CommonOptions& common) {
  const std::vector<Happening> happenings = happenings_of(options);
  if (happenings.empty() && !options.list) {
    if (options.revision)
      throw UsageError("--revision says which frozen report was submitted",
                       "write --submitted DATE too, or leave it out: revisions count themselves");
    return freeze(options, common);
  }
  const ReportRequest request = report_request_of(options.report, common);
  const auto lines = options.list ? list_frozen(request, common.json)
                                  : record_happenings(request, options.revision, happenings, common.json);
  for (const std::string& line : lines) std::cout << line << '\n';
  if (lines.empty() && !common.json) std::cout << "nothing is frozen yet\n";
  return exit_made;
}

}  // namespace

void add_freeze_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("freeze", "Keep the facts of a report that was sent, and what became of it");
  auto options = std::make_shared<FreezeOptions>();
  add_report_options(*command, options->report);
  CLI::Option* submitted =
      command->add_option("--submitted", options->submitted, "record the day it was sent to the donor")
          ->type_name("DATE");
  command->add_option("--reference", options->reference, "number under which it was sent")->needs(submitted);
  CLI::Option* accepted =
      command->add_option("--accepted", options->accepted, "record the day the donor accepted it")
          ->type_name("DATE");
  command->add_option("--sent-back", options->sent_back, "record the day the donor sent it back")
      ->type_name("DATE")
      ->excludes(accepted);
  command->add_option("--note", options->note, "what the donor said or asked");
  command->add_option("--revision", options->revision, "the frozen revision meant; the latest if absent");
  command->add_flag("--list", options->list, "show what is frozen, and where each report stands");
  command->footer(
      "Example: kvali freeze samples/emerge/report.toml\n"
      "         kvali freeze samples/emerge/report.toml --submitted 2021-01-08 --reference 12/21\n"
      "         kvali freeze samples/emerge/report.toml --sent-back 2021-01-15 --note \"attendance?\"");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace kvali
