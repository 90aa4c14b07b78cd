#pragma once

#include <filesystem>
#include <optional>

#include "base/diagnostic.hpp"
#include "base/toml.hpp"

namespace kvali {

/// Reads a file that people write in TOML; nothing, after a finding CFG-05 with the place, if it is none.
/// Throws Error if the file cannot be read.
[[nodiscard]] std::optional<toml::table> parse_toml_file(const std::filesystem::path& path,
                                                         Diagnostics& diagnostics);

}  // namespace kvali
