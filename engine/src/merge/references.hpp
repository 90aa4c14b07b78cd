#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Other ids that records had before they were found to be the same: table -> id -> the id that stays.
using ReplacedIds = std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>;

/// Replaces every reference of every table by the id that it means (domain.md, M1 and M2).  What means
/// nothing stays as written and is a finding: D-02, or D-03 where it looks like a known name.  D-05 lists
/// what was found by an alias only.
void resolve_references(Workspace& workspace, const ReplacedIds& replaced,
                        const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace kvali
