#pragma once

#include "base/diagnostic.hpp"
#include "model/frame.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// D-14: records that end before they begin, and activities that are said to have begun or ended after the
/// day the data stand at.
void check_dates(const Workspace& merged, const Frame& frame, Diagnostics& diagnostics);

}  // namespace kvali
