#pragma once

#include <filesystem>
#include <optional>

namespace kvali {

/// Where a file of `attach` really lies, links followed, there or not.  Nothing if that is outside of the
/// folder of the report: who writes a report may not send what else can be read here.
[[nodiscard]] std::optional<std::filesystem::path> attached_file(const std::filesystem::path& report_folder,
                                                                 const std::filesystem::path& file);

}  // namespace kvali
