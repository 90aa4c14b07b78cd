#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Makes one record of all rows that mean the same (domain.md, section 5, rules M1-M6, M8, M9, M13, M14):
///  - references are folded and replaced by the ids they mean (codes, acronyms, aliases);
///  - exact duplicates collapse, their evidence is kept together;
///  - of different values the better source's wins (status, rank, counted before estimated) and the
///    table `conflict` keeps the others; equal ones stay open: C-01;
///  - a missing value never overwrites one; num/den are one value; languages merge one by one;
///  - mentions of an action point in later meetings update the first one; each is kept in `action_mention`;
///  - indicators with a `source_rule` are counted from meetings and held against what others report (M8).
/// The result does not depend on the order of sources: tables are sorted by their keys.
/// `folder` is the report's, for the places of findings (D-01, D-02, C-01, C-02).
[[nodiscard]] Workspace merge(Workspace collected, const std::filesystem::path& folder,
                              Diagnostics& diagnostics);

}  // namespace kvali
