#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.hpp"
#include "report/decision.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Makes one record of all rows that mean the same (domain.md, section 5, rules M1-M9, M13, M14):
///  - references are folded and replaced by the ids they mean (codes, acronyms, names, aliases);
///  - exact duplicates collapse, their evidence is kept together;
///  - a newer version of one source replaces the older one, which the table `history` keeps;
///  - of different sources' values the better one wins (a person's decision, status, the indicator's
///    authoritative source, rank, counted before estimated, latest day), and the table `conflict` keeps the
///    others; where nothing decides the conflict stays open: C-01.  What begins after `printed_until` waits
///    for a later report and blocks none;
///  - a missing value never overwrites one; num/den are one value; languages merge one by one;
///  - mentions of an action point in later meetings update the first one; each is kept in `action_mention`;
///  - indicators with a `source_rule` are counted from meetings and held against what others report (M8).
/// The result does not depend on the order of sources and rows: tables are sorted by their keys.
/// `folder` is the report's, for the places of findings.
[[nodiscard]] Workspace merge(Workspace collected, const std::filesystem::path& folder,
                              Diagnostics& diagnostics, std::vector<Decision> decisions = {},
                              Date printed_until = last_date);

}  // namespace kvali
