#pragma once

#include "base/diagnostic.hpp"
#include "locale/catalogue.hpp"
#include "model/figures.hpp"

namespace kvali {

/// The tables a template sees, in one language: `results`, `series`, `disaggregation`, `places`, `texts`,
/// `target_changes`, those of meetings (add_meeting_tables) and of both together (add_joined_tables),
/// `conflicts`, `sources`, `findings`, and every table a source brought under its own name.  Their columns
/// are listed in templates/README.md. Meetings and what was said in them are those of the reporting period;
/// action points are all that were open in it.
[[nodiscard]] Workspace report_tables(const Workspace& merged, const Figures& figures, const Frame& frame,
                                      const Catalogue& words, const Diagnostics& findings,
                                      Diagnostics& diagnostics);

}  // namespace kvali
