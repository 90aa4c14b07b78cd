#pragma once

#include "collect/map_plan.hpp"
#include "collect/map_rows.hpp"
#include "collect/source_overview.hpp"

namespace kvali {

/// What a map took of a table and what it left.
[[nodiscard]] TableOverview overview_of(const RawTable& raw, const RawColumns& columns, const Schema& schema,
                                        const MapPlan& plan, const RowCounts& counts);

}  // namespace kvali
