// A native chart on the cells of its source.
#pragma once

#include <string>

#include "chart_source.hpp"
#include "content.hpp"
#include "look.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {

/// `title` is left out of the chart where the caption above it says the same.
[[nodiscard]] lxw_chart* draw_chart(const Chart& chart, const ChartSource& source, const std::string& title,
                                    const Look& look, Workbook& book);

/// What a reader who cannot see the chart is told: its alt text, else its title and series.
[[nodiscard]] std::string alt_text(const Chart& chart);

}  // namespace kvali::xlsx
