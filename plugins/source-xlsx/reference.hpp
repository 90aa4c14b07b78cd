#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cell_store.hpp"

namespace kvali::xlsx {

/// A rectangle of cells, ends included, counted from 1.
struct Box {
  uint32_t first_row = 1;
  uint32_t last_row = most_rows;
  uint32_t first_column = 1;
  uint32_t last_column = most_columns;

  [[nodiscard]] bool has(uint32_t row, uint32_t column) const {
    return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
  }
  bool operator==(const Box&) const = default;
};

struct CellAddress {
  uint32_t row = 0;
  uint32_t column = 0;
  friend auto operator<=>(const CellAddress&, const CellAddress&) = default;
};

/// "C14"; "$" signs are allowed.
std::optional<CellAddress> parse_cell(std::string_view text);

/// "B3:H40", "B:H", "3:40", "B3"; "$" signs are allowed.
std::optional<Box> parse_box(std::string_view text);

/// 3 -> "C"
std::string column_letters(uint32_t column);

/// "C14"
std::string cell_name(uint32_t row, uint32_t column);

}  // namespace kvali::xlsx
