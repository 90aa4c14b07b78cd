// Writes the first sheet: the lines of the narrative with their pictures and charts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart_source.hpp"
#include "links.hpp"
#include "report_lines.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {

struct ReportSheetInput {
  const Content& content;
  const std::vector<Line>& lines;
  const std::vector<ChartSource>& sources;
  const std::vector<std::optional<PictureSize>>& images;
  const Look& look;
  const Component& log;
};

/// Row of each line.
[[nodiscard]] std::vector<uint32_t> line_rows(const std::vector<Line>& lines);
void write_report_sheet(const ReportSheetInput& input, Workbook& book, Sheet& sheet, Links& links);

/// Sizes of the document's images on the first sheet; one that cannot be drawn is reported.
[[nodiscard]] std::vector<std::optional<PictureSize>> image_sizes(const Content& content,
                                                                  const Component& log);

}  // namespace kvali::xlsx
