#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "locale/catalogue.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// May a report with these findings be sent?  Not while one that blocks is open.
[[nodiscard]] bool is_deliverable(const Diagnostics& diagnostics);

/// Why not, as its reader would say it: what sources disagree on with both values, as far as the audience may
/// see them, and the other findings by what they mean.  `tables` are those of the report.
[[nodiscard]] std::vector<std::string> reasons_against_delivery(const Diagnostics& diagnostics,
                                                                const Workspace& tables,
                                                                const Catalogue& words);

}  // namespace kvali
