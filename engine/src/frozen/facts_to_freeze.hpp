#pragma once

#include "frozen/frozen_report.hpp"
#include "model/figures.hpp"
#include "model/finance.hpp"

namespace kvali {

/// The facts of a report that its model knows; what names the report, its template and its files is the
/// caller's to fill in.
///
/// `printed` are the tables that the template saw, after anything was withheld from its audience: a cell of
/// `results`, `disaggregation` or `places` that is withheld there is withheld here, with its true value
/// beside it.  Actions and meetings are those of `printed`.
[[nodiscard]] FrozenReport facts_to_freeze(Workspace& merged, const Figures& figures, const Finance& finance,
                                           const Frame& frame, const Workspace& printed);

}  // namespace kvali
