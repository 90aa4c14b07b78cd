#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace kvali {

struct TemplateCheckOptions {
  std::vector<std::string> templates;  ///< Names or paths; none: all that are found.
  std::string messages = "en";         ///< Language in which findings are told.
  bool strict = false;                 ///< Exit 3 for warnings too.
};

/// kvali templates check.  Returns the exit code, as the others do.
[[nodiscard]] int check_templates(const TemplateCheckOptions& options, const CommonOptions& common);

/// kvali templates show: what may be set, what people write, which tables and columns are read.
[[nodiscard]] int show_template(const std::string& name, const CommonOptions& common);

struct TemplateNewOptions {
  std::string name;
  std::string from;                  ///< A template's name or path to copy; "" = one to start from.
  std::string folder = "templates";  ///< Where the new folder is made.
};

/// kvali templates new.
[[nodiscard]] int new_template(const TemplateNewOptions& options, const CommonOptions& common);

}  // namespace kvali
