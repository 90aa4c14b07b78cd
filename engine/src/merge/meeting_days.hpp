#pragma once

#include "table/workspace.hpp"

namespace kvali {

/// A meeting of which only the beginning is known was on that day.
void complete_meeting_days(Workspace& workspace);

}  // namespace kvali
