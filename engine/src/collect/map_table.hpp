#pragma once

#include "base/diagnostic.hpp"
#include "base/time_zone.hpp"
#include "collect/arrow_import.hpp"
#include "collect/cell_place.hpp"
#include "collect/source_overview.hpp"
#include "report/report.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// What the mapping of one source needs beside its tables.
struct MapContext {
  const SourceSpec& source;
  FiscalStart fiscal;
  CellPlaces& places;
  Diagnostics& diagnostics;
  const TimeZone* zone = nullptr;  ///< The project's; null: instants are no dates.
};

/// Adds the rows of a source's table to the canonical table `map.canonical` of the workspace, and tells
/// what it took.  Fields the map does not name are taken from columns of the field's own name.
/// Findings: CFG-07 column missing, I-08, I-14, D-07, D-08 cell does not fit its field, D-09 row lacks
/// its key, D-11 row that looks like a total.
TableOverview map_table(const RawTable& raw, const TableMap& map, const MapContext& context,
                        Workspace& workspace);

}  // namespace kvali
