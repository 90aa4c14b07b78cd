#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::html {

enum class Align : uint8_t { start, center, end };

/// A column as it is headed and set.
struct TableColumn {
  std::string name, label, unit;
  Align align = Align::start;
  int width_cm = 0;  ///< Wished for, rounded; 0 = as the content wants.
};

/// The columns of a schema that are shown; companions are not.
[[nodiscard]] std::vector<TableColumn> read_columns(const ArrowSchema& schema);
[[nodiscard]] bool is_shown(const FieldView& field);
[[nodiscard]] bool is_numeric(CellType type);

/// A heading over several columns, as it came.
struct ColumnGroup {
  std::string text;
  int level = 0;  ///< 0 = nearest to the columns.
  std::vector<std::string> columns;
};

/// Appends colgroups and thead.
void append_table_head(std::string& out, const std::vector<TableColumn>& columns,
                       const std::vector<ColumnGroup>& groups);

}  // namespace kvali::html
