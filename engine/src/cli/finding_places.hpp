#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"

namespace kvali {

/// The findings with paths below `folder` written relative to it: what goes into documents and
/// manifests must not depend on where the folder lies.
[[nodiscard]] Diagnostics relative_places(const Diagnostics& findings, const std::filesystem::path& folder);

/// Adds `found`, whose places are told by evidence and so relative to the report's folder: whole again,
/// so that they can be opened from anywhere.
void add_with_whole_places(const Diagnostics& found, const std::filesystem::path& folder,
                           Diagnostics& diagnostics);

}  // namespace kvali
