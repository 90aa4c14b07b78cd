#include <fmt/format.h>

#include <iostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/json_line.hpp"
#include "cli/template_commands.hpp"
#include "cli/template_folders.hpp"
#include "init/new_template.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

void refuse_name(const std::string& name) {
  if (is_template_name(name)) return;
  const std::string better = slug(name, 64);
  throw UsageError("'" + name + "' cannot be the name of a template",
                   better.empty() ? "use small Latin letters, digits, - and _" : "write " + better);
}

void print_next(const TemplateNewOptions& options, const fs::path& folder) {
  std::cout << fmt::format("\nNow: kvali templates check {}\n", folder.string());
  if (folder.parent_path().filename() == "templates")
    std::cout << fmt::format("Then write template = \"{}\" in the report.toml beside {}\n", options.name,
                             folder.parent_path().string());
  else
    std::cout << fmt::format(
        "Then write template = \"{}\" in report.toml; kvali run REPORT --template-dir {}\n", options.name,
        folder.parent_path().string());
}

}  // namespace

int new_template(const TemplateNewOptions& options, const CommonOptions& common) {
  refuse_name(options.name);
  const fs::path folder = (fs::absolute(options.folder) / options.name).lexically_normal();
  const std::vector<NewFile> files =
      options.from.empty()
          ? starter_template(options.name)
          : template_copy(template_called(options.from, common.template_folders), options.name);
  make_report_folder(folder, files);
  const fs::path shown = folder.lexically_proximate(fs::current_path());
  for (const NewFile& file : files) {
    const std::string path = (shown / file.path).string();
    std::cout << (common.json ? json_line({{"made", path}}) : path + "\n");
  }
  if (!common.json) print_next(options, shown);
  return exit_made;
}

}  // namespace kvali
