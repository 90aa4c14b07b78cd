#pragma once

#include "collect/map_table.hpp"
#include "collect/raw_columns.hpp"

namespace kvali {

/// One finding for each column whose texts have Georgian capitals (L-03), or characters that turn the
/// direction of writing and are not ended (L-08).
void report_odd_letters(const RawTable& raw, const RawColumns& columns, const MapContext& context);

}  // namespace kvali
