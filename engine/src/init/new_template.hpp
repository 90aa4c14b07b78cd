#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "init/report_folder.hpp"

namespace kvali {

/// Can a template be called so?  Its name is a folder and stands in report.toml: small Latin letters,
/// digits, - and _, a letter or digit first.
[[nodiscard]] bool is_template_name(std::string_view name);

/// A template to start from, with remarks, in English and Georgian; it can be used at once.
[[nodiscard]] std::vector<NewFile> starter_template(const std::string& name);

/// A copy of the template in `folder` under another name: all of its files but hidden ones, the name in
/// front matter and README.md changed.  Throws Error where a file cannot be read.
[[nodiscard]] std::vector<NewFile> template_copy(const std::filesystem::path& folder,
                                                 const std::string& name);

}  // namespace kvali
