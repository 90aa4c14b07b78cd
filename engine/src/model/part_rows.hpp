#pragma once

#include "table/table.hpp"

namespace kvali {

/// Is a row of `observation` or `opening` about a group of people or a place, and not about all?
[[nodiscard]] inline bool is_of_part(const Table& table, std::size_t row) {
  return !is_missing(table.scalar("disagg", row)) || !is_missing(table.scalar("loc", row));
}

}  // namespace kvali
