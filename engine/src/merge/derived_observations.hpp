#pragma once

#include "base/diagnostic.hpp"
#include "collect/cell_place.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Adds what indicators with a `source_rule` count in meeting records to the table `observation` (M8).
///
/// The rows come from the source `derived:meetings`.  Behind each are the meetings or rows of attendance it
/// counts and, last, the rule; its rank is the lowest of the meetings' sources.  They are added before
/// observations are merged, so that a ledger's value for the same key is compared with them as with any other
/// source (M5).  Where others report the indicator for a period in another shape, by partner or place, adding
/// would count twice: such figures are left out and told (M-16).  A rule that cannot be read is M-15, one
/// that wants meetings which did not take place M-14.
///
/// Tables of meetings, attendance and indicators must be merged already.
void add_derived_observations(Workspace& workspace, CellPlaces& places, Diagnostics& diagnostics);

}  // namespace kvali
