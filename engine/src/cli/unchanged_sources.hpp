#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frozen/frozen_report.hpp"

namespace kvali {

/// C-03 where every file of the sources is still as it was for an earlier report: perhaps nobody has brought
/// the new ones.  `files` are relative to `folder`.
void check_unchanged(const std::filesystem::path& folder, const std::vector<std::string>& files,
                     const FrozenReport& last, Diagnostics& diagnostics);

}  // namespace kvali
