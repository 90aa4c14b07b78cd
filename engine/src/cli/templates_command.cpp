#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/finding_output.hpp"
#include "cli/json_line.hpp"
#include "cli/template_commands.hpp"
#include "cli/template_folders.hpp"
#include "compose/compose.hpp"
#include "render/manifest.hpp"

namespace kvali {

namespace {

std::string_view word_of(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::integer:
      return "whole number";
    case Type::decimal:
    case Type::real:
      return "number";
    case Type::date:
      return "date";
    case Type::boolean:
      return "true or false";
  }
  return "text";
}

int list(const CommonOptions& common) {
  const auto folders = template_folders({}, common.template_folders);
  Diagnostics findings;
  for (const std::string& name : template_names(folders)) {
    const auto folder = find_template(name, {}, common.template_folders, findings, {});
    const Template form = load_template(*folder, "en", findings);
    if (common.json)
      std::cout << json_line({{"name", name}, {"version", form.version}});
    else
      std::cout << fmt::format("{:<16} {:<8} {}\n", name, form.version, form.description);
  }
  print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1});
  return findings.count(Severity::error) > 0 ? exit_not_made : exit_made;
}

int show(const std::string& name, const CommonOptions& common) {
  Diagnostics findings;
  const auto folder = find_template(name, {}, common.template_folders, findings, {});
  if (!folder) throw UsageError(findings.all().front().message, findings.all().front().hint);
  const Template form = load_template(*folder, "en", findings);
  std::cout << fmt::format("{} {}: {}\nin {}\n\nParameters\n", form.name, form.version, form.description,
                           folder->string());
  if (form.parameters.empty()) std::cout << "  none\n";
  for (const ParameterSpec& parameter : form.parameters)
    std::cout << fmt::format("\n  {} ({})\n    {}\n    default: {}\n", parameter.name,
                             word_of(parameter.type), parameter.doc, canonical_text(parameter.fallback));
  if (!form.sections.empty()) std::cout << "\nSections: narrative/<section>.<period>.<language>.md\n";
  for (const SectionSpec& section : form.sections)
    std::cout << fmt::format("\n  {}{}{}\n    {}\n", section.name, section.required ? " (required)" : "",
                             section.words > 0 ? fmt::format(", at most {} words", section.words) : "",
                             section.doc);
  print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1});
  return findings.count(Severity::error) > 0 ? exit_not_made : exit_made;
}

}  // namespace

void add_templates_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("templates", "The templates that were found, and their parameters");
  command->require_subcommand(0, 1);
  command->footer("Example: kvali templates show monthly-brief");
  CLI::App* list_command = command->add_subcommand("list", "One line a template");
  list_command->callback([&common, &exit_code] { exit_code = list(common); });
  CLI::App* show_command = command->add_subcommand("show", "What a template offers to be set in report.toml");
  auto name = std::make_shared<std::string>();
  show_command->add_option("NAME", *name, "template, e.g. monthly-brief")->required();
  show_command->callback([name, &common, &exit_code] { exit_code = show(*name, common); });
  CLI::App* check_command =
      command->add_subcommand("check", "Find what is wrong with a template, without a report");
  auto check = std::make_shared<TemplateCheckOptions>();
  check_command->add_option("NAME", check->templates,
                            "template, its folder or its template.md; all if absent");
  check_command->add_option("--messages", check->messages, "tell findings in this language; en if absent")
      ->type_name("LANG");
  check_command->add_flag("--strict", check->strict, "exit 3 for warnings");
  check_command->footer("Example: kvali templates check templates/our-quarterly");
  check_command->callback([check, &common, &exit_code] { exit_code = check_templates(*check, common); });
  command->callback([command, &common, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = list(common);
  });
}

}  // namespace kvali
