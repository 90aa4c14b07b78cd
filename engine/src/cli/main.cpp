#include <CLI/CLI.hpp>

#include <iostream>

#include "base/error.hpp"
#include "base/version.hpp"
#include "cli/command.hpp"

namespace {

int fail(const kvali::Error& error, int code) {
  std::cerr << "error: " << error.what() << '\n';
  if (!error.hint().empty()) std::cerr << "   = hint: " << error.hint() << '\n';
  return code;
}

int run(int argc, char** argv) {
  CLI::App app("Kvali makes donor reports from meeting records and project achievements.", "kvali");
  app.require_subcommand(1);
  app.set_version_flag("--version", "kvali " + std::string(kvali::engine_version));
  app.footer("Exit codes: 0 made; 1 not made; 2 wrong usage; 3 made, with open findings.\nkvali COMMAND --help says more.");
  app.failure_message(CLI::FailureMessage::simple);
  kvali::CommonOptions common;
  int exit_code = kvali::exit_made;
  app.fallthrough();
  app.add_flag("--json", common.json, "findings and results as JSON, one object a line");
  app.add_option("--plugin-dir", common.plugin_folders, "search plugins here first")->type_name("DIR");
  app.add_option("--template-dir", common.template_folders, "search templates here first")->type_name("DIR");
  kvali::add_run_command(app, common, exit_code);
  kvali::add_check_command(app, common, exit_code);
  kvali::add_plugins_command(app, common, exit_code);
  kvali::add_templates_command(app, common, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kvali::exit_made : kvali::exit_usage;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  // The locale stays "C": nothing the program writes may depend on the machine's settings.
  try {
    return run(argc, argv);
  } catch (const kvali::UsageError& e) {
    return fail(e, kvali::exit_usage);
  } catch (const kvali::Error& e) {
    return fail(e, kvali::exit_not_made);
  } catch (const std::exception& e) {
    std::cerr << "error: " << e.what() << '\n';
    return kvali::exit_not_made;
  }
}
