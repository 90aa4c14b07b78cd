#pragma once

#include <string>
#include <string_view>

#include "table/table.hpp"

namespace kvali {

/// A cell of a table that a template sees, where a figure was read from.
struct FigureCell {
  const Table* table = nullptr;
  const Column* column = nullptr;
  std::size_t row = 0;
};

/// What the rows of a table are called in the ids of figures: "1.1" for an indicator, "1.1.sex=f" for one
/// of its categories, "budget.2.1" for a budget line.  The same in every language of a report, and
/// whatever the order of the rows; only a row that has no key of its own is called by its number.
[[nodiscard]] std::string row_name(const Table& table, std::size_t row);

/// What a whole table is called in the ids of its totals: "budget.total".
[[nodiscard]] std::string total_name(const Table& table);

/// The id of a figure, as the annex of evidence prints it and `kvali explain` takes it: "1.1.to-date".
[[nodiscard]] std::string figure_name(const FigureCell& cell);
[[nodiscard]] std::string figure_name(const std::string& row, std::string_view column);

}  // namespace kvali
