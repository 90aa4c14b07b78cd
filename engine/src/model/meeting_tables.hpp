#pragma once

#include "locale/catalogue.hpp"
#include "model/figures.hpp"
#include "model/language.hpp"

namespace kvali {

/// Adds `meetings`, `unheld_meetings`, `agenda`, `statements`, `decisions` and `needs` to `out`: what the
/// meeting records of the reporting period say, in one language; and the tables of add_action_tables().
void add_meeting_tables(const Workspace& merged, const Frame& frame, const Catalogue& words,
                        LanguageView& language, Workspace& out);

}  // namespace kvali
