#pragma once

#include "base/diagnostic.hpp"
#include "model/figures.hpp"

namespace kvali {

/// Everything that is to be found on the records of meetings, by themselves (check_meetings(),
/// check_actions()) and beside the achievements: D-02 links with nothing, M-10 decisions on one subject that
/// may contradict each other, M-11 numbers said that differ from those reported, M-12 needs that nothing
/// addresses.  What was said instead of a figure goes to the table `conflict`.
void find_in_meetings(Workspace& merged, const Figures& figures, const Frame& frame,
                      Diagnostics& diagnostics);

}  // namespace kvali
