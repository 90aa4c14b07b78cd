#pragma once

#include <memory>
#include <vector>

#include "layout/table_columns.hpp"

namespace kvali::pdf {

/// A cell's lines and where they stand in the row.
struct SetCell {
  SetText text;
  double x = 0;
  double width = 0;
  LineAlign align = LineAlign::left;
  Status status = Status::none;
  Element element = 0;
};

/// A row of a table, ready to be drawn as a whole or line by line.
struct SetRow {
  std::vector<SetCell> cells;
  size_t lines = 1;
  double leading = 0;
  double size = 0;
  double width = 0;
  RowKind kind = RowKind::body;
};
using SetRowRef = std::shared_ptr<const SetRow>;

/// Above and below a row's lines.
constexpr double row_padding = 2.25;

/// Sets the rows of one band.
class RowSetter {
 public:
  RowSetter(const Block& table, const Band& band, LayoutContext& context, double width);
  [[nodiscard]] SetRowRef set(const TableRow& row);
  [[nodiscard]] SetRowRef set_group(const TableRow& row);

 private:
  SetCell set_cell(const TableRow& row, const ColumnPlace& place);
  Element add_cell_element(const ColumnPlace& place, Element row);
  void place_number(std::string_view text, const TextRole& role, const ColumnPlace& place, SetCell& cell);

  const Block& table_;
  const TableData& data_;
  const Band& band_;
  LayoutContext& context_;
  double width_;
  std::string_view decimal_;
};

/// Strips of a row: one, or one a line when the row is taller than half a page.
[[nodiscard]] std::vector<Strip> row_strips(const SetRowRef& row, const LayoutContext& context);

}  // namespace kvali::pdf
