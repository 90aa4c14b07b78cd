#pragma once

#include <string_view>

#include "cell_store.hpp"
#include "sheet.hpp"

namespace kvali::xlsx {

/// What stands in the XML of one cell.
struct CellSource {
  std::string_view type;   ///< Attribute t; "" = a number.
  std::string_view value;  ///< Text of <v>, or of <is> for inline strings.
  size_t style = 0;
  bool formula = false;
  bool has_value = false;
};

/// The cell that the XML means.
Cell cell_value(const CellSource& source, Shared& shared);

/// A cell of date number `serial` in a format of this kind; nothing below 0 or after 9999-12-31.
std::optional<Cell> date_cell(const Number& serial, NumberKind kind, bool epoch_1904);

}  // namespace kvali::xlsx
