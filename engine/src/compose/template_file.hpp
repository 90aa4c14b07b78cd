#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"

namespace kvali {

/// The longest file of a template that is read, in bytes.
inline constexpr std::size_t most_template_bytes = 1U << 20U;

/// The text of a file of a template, with plain line ends, or nothing after a finding (TPL-01, TPL-02).
[[nodiscard]] std::optional<std::string> read_template_file(const std::filesystem::path& path,
                                                            Diagnostics& diagnostics);

/// Does the path lead out of the folder that it is relative to?
[[nodiscard]] bool leaves_folder(const std::filesystem::path& path);

}  // namespace kvali
