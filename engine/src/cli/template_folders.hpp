#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace kvali {

/// Folders that hold templates, best first: `extra` (--template-dir), `templates` beside the report,
/// and the one that belongs to the running program.  `report_folder` may be empty.
[[nodiscard]] std::vector<std::filesystem::path> template_folders(
    const std::filesystem::path& report_folder, const std::vector<std::filesystem::path>& extra);

/// Names of the templates in those folders, sorted, each once.
[[nodiscard]] std::vector<std::string> template_names(const std::vector<std::filesystem::path>& folders);

/// The folder of a template, or nothing after the finding TPL-00.
[[nodiscard]] std::optional<std::filesystem::path> find_template(
    const std::string& name, const std::filesystem::path& report_folder,
    const std::vector<std::filesystem::path>& extra, Diagnostics& diagnostics, const Place& place);

/// The folder that a person means by a template's name, by a path to it or by one to its template.md.
/// Names are looked for in `templates` of the current folder too.  Throws UsageError.
[[nodiscard]] std::filesystem::path template_called(const std::string& name,
                                                    const std::vector<std::filesystem::path>& extra);

}  // namespace kvali
