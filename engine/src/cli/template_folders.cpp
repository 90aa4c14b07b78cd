#include "cli/template_folders.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "collect/plugin_host.hpp"

namespace kvali {

namespace fs = std::filesystem;

std::vector<fs::path> template_folders(const fs::path& report_folder, const std::vector<fs::path>& extra) {
  std::vector<fs::path> folders = extra;
  if (!report_folder.empty()) folders.push_back(report_folder / "templates");
  folders.push_back((program_folder() / "../share/kvali/templates").lexically_normal());
  return folders;
}

std::vector<std::string> template_names(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::path& folder : folders)
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
      if (fs::exists(entry.path() / "template.md", error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<fs::path> find_template(const std::string& name, const fs::path& report_folder,
                                      const std::vector<fs::path>& extra, Diagnostics& diagnostics,
                                      const Place& place) {
  const std::vector<fs::path> folders = template_folders(report_folder, extra);
  std::error_code error;
  if (!name.empty() && name.find('/') == std::string::npos && name.front() != '.')
    for (const fs::path& folder : folders)
      if (fs::exists(folder / name / "template.md", error)) return folder / name;
  const std::vector<std::string> names = template_names(folders);
  const auto meant = nearest(name, names);
  diagnostics.add({"TPL-00",
                   Severity::error,
                   fmt::format("there is no template '{}'", name),
                   place,
                   meant           ? fmt::format("did you mean '{}'?", *meant)
                   : names.empty() ? "no templates were found; see kvali templates list"
                                   : fmt::format("there are: {}", fmt::join(names, ", ")),
                   {}});
  return std::nullopt;
}

fs::path template_called(const std::string& name, const std::vector<fs::path>& extra) {
  fs::path path = fs::absolute(name).lexically_normal();
  if (path.filename() == "template.md" || !path.has_filename()) path = path.parent_path();
  std::error_code error;
  const bool is_path =
      name.find('/') != std::string::npos || name == "." || name == ".." || name == "template.md";
  if (is_path && fs::exists(path / "template.md", error)) return path;
  if (is_path) throw UsageError("there is no template.md in " + name, "give the path of a template's folder");
  Diagnostics findings;
  if (const auto found = find_template(name, fs::current_path(), extra, findings, {})) return *found;
  if (fs::exists(path / "template.md", error)) return path;
  throw UsageError(findings.all().front().message, findings.all().front().hint);
}

}  // namespace kvali
