// Where a table's parts stand on its sheet, decided before anything is written: links and charts point
// at its cells.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content.hpp"
#include "names.hpp"

namespace kvali::xlsx {

struct TablePlan {
  bool own_sheet = true;  ///< Else it stands on the first sheet.
  bool native = false;    ///< A ListObject; else plain cells.
  bool flat = false;      ///< All body rows in one block, totals below it.
  bool grouped = false;   ///< Row groups: the rows are outlined.
  bool native_total = false;
  bool landscape = false;
  std::string sheet, name;
  std::vector<std::string> headers;
  std::vector<double> widths;
  std::vector<bool> wraps;
  std::vector<uint32_t> entry_rows;  ///< First row of each entry.
  uint32_t first_group_row = 0;      ///< Equal to header_row where there are no column groups.
  uint32_t header_row = 0;
  uint32_t first_body_row = 0;
  uint32_t body_rows = 0;    ///< Of a flat table.
  uint32_t end_row = 0;      ///< Behind the last row of data.
  uint16_t last_column = 0;  ///< Of what is printed; a long title may pass the columns.
};

struct PlanNames {
  NameSet& sheets;
  NameSet& tables;
  const std::string& fallback_sheet;
};
/// Throws Error where a sheet cannot hold the table.
[[nodiscard]] TablePlan plan_table(const Table& table, bool streaming, const PlanNames& names);
/// Cells the table fills.
[[nodiscard]] size_t count_cells(const Table& table);
/// Groups of this level stand in this row.
[[nodiscard]] uint32_t group_row(const TablePlan& plan, int level);

}  // namespace kvali::xlsx
