#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "init/report_folder.hpp"

namespace kvali {

/// A file of engine/starter, as it stands there: {id} and {langs} are still to be filled in.
struct StarterFile {
  std::string_view path;  ///< Relative to the report's folder.
  std::string_view content;
};

[[nodiscard]] std::span<const StarterFile> starter_files() noexcept;

/// The files of engine/starter/template: relative to the template's folder.
[[nodiscard]] std::span<const StarterFile> starter_template_files() noexcept;

/// An example report that runs at once: invented figures, one meeting, remarks in report.toml.  `id`
/// is a slug; `langs` are language codes, at least one.
[[nodiscard]] std::vector<NewFile> starter_report(const std::string& id,
                                                  const std::vector<std::string>& langs);

}  // namespace kvali
