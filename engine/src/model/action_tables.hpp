#pragma once

#include "locale/catalogue.hpp"
#include "model/action_history.hpp"
#include "model/display_names.hpp"
#include "model/figures.hpp"

namespace kvali {

/// Adds `actions` (what was open in the period or closed in it, with age and delay), `action_flow` (one row:
/// open before, new, closed, open now, overdue) and `commitments` (open promises that lack an owner or a due
/// date: candidates for the next period's plan) to `out`.
void add_action_tables(const Workspace& merged, const MeetingRecords& meetings, const Frame& frame,
                       const Catalogue& words, LanguageView& language, Workspace& out);

}  // namespace kvali
