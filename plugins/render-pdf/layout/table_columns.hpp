#pragma once

#include <vector>

#include "layout/context.hpp"

namespace kvali::pdf {

/// What a column's content asks for, in points.
struct ColumnNeed {
  double narrowest = 0;  ///< Its widest word: below that, words break.
  double natural = 0;    ///< Nothing wraps.
  double fraction = 0;   ///< Widest part behind the decimal point, where a number column has one.
  bool is_number = false;
  bool is_first = false;
  bool has_status = false;   ///< Some cell carries a status shape.
  bool is_flexible = false;  ///< Text: takes what is left over.
};

/// A column as it is drawn.
struct ColumnPlace {
  size_t index = 0;  ///< In TableData::columns().
  double x = 0;
  double width = 0;
  double fraction = 0;
  bool has_status = false;  ///< Room for a shape is kept before every text.
};

/// Columns that stand beside each other. A table too wide for the page is drawn as several bands, each
/// with the first column.
struct Band {
  std::vector<ColumnPlace> columns;
  TextRole role;
};

/// Room between two columns.
constexpr double column_gap = 9;
/// Room for the shape before a status word.
constexpr double status_width = 10;
constexpr double indent_width = 9;

/// Where the part behind the decimal point starts (or the unit behind the figures); numbers of a
/// column stand with this under each other.
[[nodiscard]] size_t fraction_start(std::string_view number, std::string_view decimal_separator);

/// Reads every cell once and decides on bands and widths.
[[nodiscard]] std::vector<Band> plan_columns(const Block& table, LayoutContext& context, double width);

/// Names the table and column that text is set for.
void mark_table_place(const Block& table, size_t column, LayoutContext& context);
/// Heading of a column: its label, with the unit where the label does not hold it yet.
[[nodiscard]] std::string column_heading(const TableColumn& column);

}  // namespace kvali::pdf
