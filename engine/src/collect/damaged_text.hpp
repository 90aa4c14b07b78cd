#pragma once

#include "collect/map_table.hpp"
#include "collect/raw_columns.hpp"

namespace kvali {

/// One finding (L-05) for the headings and for each column whose text was damaged on its way, with the cure.
void report_damaged_text(const RawTable& raw, const RawColumns& columns, const MapContext& context);

}  // namespace kvali
