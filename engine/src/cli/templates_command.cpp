#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "cli/finding_output.hpp"
#include "cli/json_line.hpp"
#include "cli/template_commands.hpp"
#include "cli/template_folders.hpp"
#include "compose/compose.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

int list(const CommonOptions& common) {
  const fs::path here = fs::current_path();
  Diagnostics findings;
  for (const std::string& name : template_names(template_folders(here, common.template_folders))) {
    const auto folder = find_template(name, here, common.template_folders, findings, {});
    const Template form = load_template(*folder, "en", findings);
    if (common.json)
      std::cout << json_line({{"name", name}, {"version", form.version}});
    else
      std::cout << fmt::format("{:<16} {:<8} {}\n", name, form.version, form.description);
  }
  print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1});
  return findings.count(Severity::error) > 0 ? exit_not_made : exit_made;
}

void add_show(CLI::App& templates, CommonOptions& common, int& exit_code) {
  CLI::App* command =
      templates.add_subcommand("show", "What a template offers, what it reads, its languages");
  auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "template, its folder or its template.md")->required();
  command->footer("Example: kvali templates show monthly-brief");
  command->callback([name, &common, &exit_code] { exit_code = show_template(*name, common); });
}

void add_check(CLI::App& templates, CommonOptions& common, int& exit_code) {
  CLI::App* command =
      templates.add_subcommand("check", "Find what is wrong with a template, without a report");
  auto options = std::make_shared<TemplateCheckOptions>();
  command->add_option("NAME", options->templates, "template, its folder or its template.md; all if absent");
  command->add_option("--messages", options->messages, "tell findings in this language; en if absent")
      ->type_name("LANG");
  command->add_flag("--strict", options->strict, "exit 3 for warnings");
  command->footer("Example: kvali templates check templates/our-quarterly");
  command->callback([options, &common, &exit_code] { exit_code = check_templates(*options, common); });
}

void add_new(CLI::App& templates, CommonOptions& common, int& exit_code) {
  CLI::App* command = templates.add_subcommand("new", "Make a template to start from, or a copy of one");
  auto options = std::make_shared<TemplateNewOptions>();
  command->add_option("NAME", options->name, "small letters, digits, hyphens, e.g. our-quarterly")
      ->required();
  command->add_option("--from", options->from, "copy this template, by name or path")->type_name("TEMPLATE");
  command
      ->add_option("--in", options->folder,
                   "folder to make it in; 'templates' if absent, where the report beside it finds it")
      ->type_name("DIR");
  command->footer("Example: kvali templates new our-quarterly --from monthly-brief");
  command->callback([options, &common, &exit_code] { exit_code = new_template(*options, common); });
}

}  // namespace

void add_templates_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("templates", "The templates that were found; check one, make one");
  command->require_subcommand(0, 1);
  command->footer("Example: kvali templates show monthly-brief");
  CLI::App* list_command = command->add_subcommand("list", "One line a template");
  list_command->callback([&common, &exit_code] { exit_code = list(common); });
  add_show(*command, common, exit_code);
  add_check(*command, common, exit_code);
  add_new(*command, common, exit_code);
  command->callback([command, &common, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = list(common);
  });
}

}  // namespace kvali
