// A value of the document as a cell: numbers as numbers, dates as dates, and as text what Excel cannot
// hold without changing it.
#pragma once

#include <string>
#include <variant>

#include "content.hpp"

namespace kvali::xlsx {

using CellContent = std::variant<std::string, double, bool>;

struct CellValue {
  CellContent content;
  std::string number_format = {};
};

/// Days since 1970-01-01 as "1850-02-03"; Excel has no such day.
[[nodiscard]] std::string iso_day(int64_t days);

[[nodiscard]] CellValue typed_cell(const Typed& value);
/// A value of a column; `row` is not null. A timestamp shows the clock of its own time zone.
[[nodiscard]] CellContent column_content(const ColumnSpec& column, const ValueColumn& values, size_t row);
/// The same with its format, which is made anew for every cell: not for the cells of large tables.
[[nodiscard]] CellValue column_cell(const ColumnSpec& column, const ValueColumn& values, size_t row);

/// The format a column's numbers and dates get; "" = General.
[[nodiscard]] std::string column_format(const ColumnSpec& column, CellType type);
/// The time zone exists.
[[nodiscard]] bool knows_timezone(const std::string& name);

}  // namespace kvali::xlsx
