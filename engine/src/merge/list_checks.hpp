#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// What is wrong with what a project lists once and refers to everywhere: codes of countries,
/// languages and places that no public list has (D-04), one name of two records (D-03), results or places
/// that lie in one another in a circle (D-12).
void check_lists(const Workspace& merged, const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace kvali
