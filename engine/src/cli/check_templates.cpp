#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "cli/finding_output.hpp"
#include "cli/report_options.hpp"
#include "cli/template_commands.hpp"
#include "cli/template_folders.hpp"
#include "compose/survey_template.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> folders_of(const TemplateCheckOptions& options, const CommonOptions& common) {
  std::vector<std::string> names = options.templates;
  if (names.empty()) names = template_names(template_folders(fs::current_path(), common.template_folders));
  std::vector<fs::path> folders;
  for (const std::string& name : names) folders.push_back(template_called(name, common.template_folders));
  return folders;
}

}  // namespace

int check_templates(const TemplateCheckOptions& options, const CommonOptions& common) {
  check_language("--messages", options.messages);
  Diagnostics all;
  std::vector<std::string> usable;
  for (const fs::path& folder : folders_of(options, common)) {
    Diagnostics found;
    const TemplateSurvey survey = survey_template(folder, found);
    for (const Diagnostic& finding : found.all()) all.add(finding);
    if (found.count(Severity::error) == 0)
      usable.push_back(fmt::format("{} can be used: {}", survey.form.name, fmt::join(survey.langs, ", ")));
  }
  if (common.json) {
    print_findings_json(all, std::cout);
  } else {
    for (const std::string& line : usable) std::cout << line << '\n';
    std::cout.flush();
    print_findings(all, std::cerr, {::isatty(STDERR_FILENO) == 1, options.messages});
  }
  if (all.count(Severity::error) > 0) return exit_not_made;
  return options.strict && all.count(Severity::warning) > 0 ? exit_findings : exit_made;
}

}  // namespace kvali
