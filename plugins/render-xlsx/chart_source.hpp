// The cells a chart draws: those of its table where they show exactly the chart's rows, else a block of
// its own on the sheet of chart data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content.hpp"
#include "links.hpp"
#include "look.hpp"
#include "table_plan.hpp"
#include "words.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {

struct ChartSource {
  std::string sheet;
  bool own_block = false;
  uint32_t title_row = 0;  ///< Of an own block.
  uint32_t header_row = 0;
  uint32_t first_row = 0;
  uint32_t last_row = 0;
  uint16_t category = 0;
  std::vector<uint16_t> series;  ///< Column of each series, in the chart's order.
};

/// One source per chart; a chart without rows or series has an empty `series`.
[[nodiscard]] std::vector<ChartSource> plan_charts(const Content& content,
                                                   const std::vector<TablePlan>& tables,
                                                   const std::string& chart_sheet);
[[nodiscard]] bool needs_chart_sheet(const std::vector<ChartSource>& sources);

void write_chart_data(const Content& content, const std::vector<ChartSource>& sources, const Look& look,
                      const std::string& report_sheet, Workbook& book, Sheet& sheet);

}  // namespace kvali::xlsx
