#pragma once

#include <optional>

#include "collect/map_plan.hpp"
#include "collect/raw_columns.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// A column of texts that no map takes, though it alone tells apart rows that would otherwise be one record;
/// the one with the fewest words, as groups have few.  Nothing where all rows differ anyway, where no column
/// does it, or in tables so large that looking would cost time.
[[nodiscard]] std::optional<TellingColumn> telling_column(const RawTable& raw, const RawColumns& columns,
                                                          const Schema& schema, const TableMap& map,
                                                          const MapPlan& plan);

}  // namespace kvali
