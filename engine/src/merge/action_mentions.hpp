#pragma once

#include "table/workspace.hpp"

namespace kvali {

/// Keeps what each meeting said of an action point in the table `action_mention`, before its rows become one
/// record (M9): a report on an earlier month needs to know how things stood then.
void keep_action_mentions(Workspace& workspace);

}  // namespace kvali
