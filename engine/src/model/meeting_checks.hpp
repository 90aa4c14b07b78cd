#pragma once

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Findings on meeting records: M-03, an attendance list that does not add up to the stated total; M-09, an
/// action point that is done nobody knows since when.
void check_meetings(const Workspace& merged, Diagnostics& diagnostics);

}  // namespace kvali
