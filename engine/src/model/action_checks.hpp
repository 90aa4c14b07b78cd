#pragma once

#include "base/diagnostic.hpp"
#include "model/action_history.hpp"
#include "model/figures.hpp"

namespace kvali {

/// A point that is overdue for longer, and that nobody speaks of, is forgotten (M-08).
inline constexpr int forgotten_after_days = 30;

/// Findings on action points that are open at the end of the period: M-06 no owner, M-07 no due date, M-08
/// long overdue and not mentioned since, M-17 due before it was agreed, M-18 the same words as an earlier
/// one; and M-09, one that is done nobody knows since when.
void check_actions(const Workspace& merged, const std::vector<ActionPoint>& actions, const Frame& frame,
                   Diagnostics& diagnostics);

}  // namespace kvali
