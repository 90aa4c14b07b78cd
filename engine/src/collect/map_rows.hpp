#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "collect/map_plan.hpp"

namespace kvali {

/// What became of the rows of one table.
struct RowCounts {
  std::size_t read = 0;
  std::size_t taken = 0;    ///< Rows that gave at least one record.
  std::size_t records = 0;  ///< Records of the canonical table.
  std::size_t empty = 0;    ///< Rows with nothing in the mapped columns.
  std::size_t faulty = 0;   ///< Rows without their key, or with one that cannot be read: findings say which.
  std::map<std::string, std::size_t> skipped;  ///< By the rule of the map.
};

/// Turns the rows of `raw` into records of the canonical table, cell by cell, as `plan` says.
[[nodiscard]] RowCounts write_rows(const RawTable& raw, const MapPlan& plan, const Schema& schema,
                                   const MapContext& context, Workspace& workspace);

}  // namespace kvali
