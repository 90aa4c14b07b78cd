// Writes a table's sheet as planned.
#pragma once

#include "content.hpp"
#include "links.hpp"
#include "look.hpp"
#include "table_plan.hpp"
#include "words.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {

struct TableSheetInput {
  const Table& table;
  const TablePlan& plan;
  const Content& content;
  const Look& look;
  const Component& log;
  std::string report_sheet;  ///< Where the way back leads.
  uint32_t report_row = 0;
};

/// The sheet was added by the caller. Rows ascend.
void write_table_sheet(const TableSheetInput& input, Workbook& book, Sheet& sheet, Links& links);

}  // namespace kvali::xlsx
