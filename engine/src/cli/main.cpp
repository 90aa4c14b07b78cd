#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/command.hpp"
#include "cli/command_docs.hpp"

namespace {

int fail(const kvali::Error& error, int code) {
  std::cerr << "error: " << error.what() << '\n';
  if (!error.hint().empty()) std::cerr << "   = hint: " << error.hint() << '\n';
  return code;
}

void collect_names(const CLI::App& app, std::vector<std::string>& commands,
                   std::vector<std::string>& options) {
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    commands.push_back(command->get_name());
    collect_names(*command, commands, options);
  }
}

/// After wrong usage: the command or option that a misspelt word most probably means.
void suggest(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> commands;
  std::vector<std::string> options;
  collect_names(app, commands, options);
  for (int i = 1; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    const bool option = word.rfind("--", 0) == 0;
    const std::vector<std::string>& known = option ? options : commands;
    if ((!option && i > 1) || std::find(known.begin(), known.end(), word) != known.end()) continue;
    if (const auto meant = kvali::nearest(word, known))
      std::cerr << "   = hint: did you mean '" << *meant << "'?\n";
  }
}

/// Has the other end of the pipe on standard output been closed?  An earlier write may have told it already.
bool reader_has_gone() {
  if (errno == EPIPE) return true;
  pollfd output{STDOUT_FILENO, 0, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

/// Kvali's own child process is called with `--worker-fd N` in front: no option for people.
void take_worker_fd(int& argc, char**& argv, kvali::CommonOptions& common) {
  if (argc < 3 || std::string_view(argv[1]) != "--worker-fd") return;
  common.worker_fd = std::atoi(argv[2]);
  argv[2] = argv[0];
  argv += 2;
  argc -= 2;
}

int run(int argc, char** argv) {
  CLI::App app("Kvali makes donor reports from meeting records and project achievements.", "kvali");
  app.require_subcommand(1);
  app.set_version_flag("--version", "kvali " + std::string(kvali::engine_version));
  app.footer(
      "Exit codes: 0 made; 1 not made; 2 wrong usage; 3 made, with open findings.\nkvali COMMAND --help says "
      "more.");
  app.failure_message(CLI::FailureMessage::simple);
  kvali::CommonOptions common;
  take_worker_fd(argc, argv, common);
  common.arguments.assign(argv, argv + argc);
  int exit_code = kvali::exit_made;
  app.fallthrough();
  app.add_flag("--json", common.json, "findings and results as JSON, one object a line");
  app.add_option("--plugin-dir", common.plugin_folders, "search plugins here first")->type_name("DIR");
  app.add_option("--template-dir", common.template_folders, "search templates here first")->type_name("DIR");
  kvali::add_init_command(app, common, exit_code);
  kvali::add_run_command(app, common, exit_code);
  kvali::add_check_command(app, common, exit_code);
  kvali::add_explain_command(app, common, exit_code);
  kvali::add_freeze_command(app, common, exit_code);
  kvali::add_schedule_command(app, common, exit_code);
  kvali::add_plugins_command(app, common, exit_code);
  kvali::add_templates_command(app, common, exit_code);
  kvali::add_daemon_commands(app, common, exit_code);
  kvali::add_docs_commands(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (app.exit(e) == 0) return kvali::exit_made;
    suggest(app, argc, argv);
    return kvali::exit_usage;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  // The locale stays "C": nothing the program writes may depend on the machine's settings.
  try {
    const int exit_code = run(argc, argv);
    // Half a list of findings, on a disk that is full, must not pass for all of them.
    errno = 0;
    // Who stops reading, as in `kvali plugins list | head -1`, has seen enough.
    if (!std::cout.flush() && !reader_has_gone())
      throw kvali::Error("cannot write the output: is the disk full?");
    return exit_code;
  } catch (const kvali::UsageError& e) {
    return fail(e, kvali::exit_usage);
  } catch (const kvali::Error& e) {
    return fail(e, kvali::exit_not_made);
  } catch (const std::exception& e) {
    std::cerr << "error: " << e.what() << '\n';
    return kvali::exit_not_made;
  }
}
