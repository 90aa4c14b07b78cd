#include "report_sheet.hpp"

#include <algorithm>
#include <cmath>

#include "chart_drawing.hpp"
#include "page_text.hpp"
#include "picture.hpp"
#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr double pixels_per_mm = 96 / 25.4;
constexpr double default_chart_width = 480;  // libxlsxwriter's, in pixels
constexpr double default_chart_height = 288;

// Excel: 7 pixels a digit of Calibri 11 and 5 of padding in each column.
double grid_pixels() {
  double pixels = 0;
  for (uint16_t c = grid::bullet; c <= grid::end; ++c) pixels += std::floor(grid::widths[c] * 7 + 5);
  return pixels;
}

class Writer {
 public:
  Writer(const ReportSheetInput& input, Workbook& book, Sheet& sheet, Links& links)
      : in_(input), book_(book), sheet_(sheet), links_(links) {}

  void run() {
    if (in_.content.attribute("dir") == "rtl") sheet_.right_to_left();
    sheet_.hide_gridlines();
    sheet_.tab_colour(in_.look.palette.accent);
    for (size_t c = 0; c < grid::widths.size(); ++c)
      sheet_.column_width(static_cast<uint16_t>(c), grid::widths[c]);
    const std::vector<uint32_t> rows = line_rows(in_.lines);
    std::vector<uint32_t> breaks;
    for (size_t i = 0; i < in_.lines.size(); ++i) {
      if (rows[i] > last_row)
        throw Error("the text of the report has more lines than a sheet has rows", sheet_.name());
      if (in_.lines[i].page_break && rows[i] > 0) breaks.push_back(rows[i]);
      line(in_.lines[i], rows[i]);
    }
    sheet_.page_breaks(breaks);
    Sheet::Page page;
    page.area = {0, 0, rows.empty() ? 0 : rows.back() + in_.lines.back().rows - 1, grid::end};
    page.header = page_header(in_.content, book_.font());
    page.footer = page_footer(in_.content, book_.font());
    sheet_.page(page);
  }

 private:
  void line(const Line& line, uint32_t row) {
    if (line.chart >= 0) return chart(static_cast<size_t>(line.chart), row);
    if (line.image >= 0) return image(static_cast<size_t>(line.image), row);
    sheet_.row_height(row, line.height_pt);
    for (const LineCell& cell : line.cells) write(cell, row);
    if (line.data_bars > 0)
      sheet_.data_bar({row + 1 - line.data_bars, line.data_bar_column, row, line.data_bar_column},
                      in_.look.palette.rule);
  }

  void write(const LineCell& cell, uint32_t row) {
    lxw_format* format = book_.format(cell.style);
    const uint16_t at = cell.first;
    if (cell.last > cell.first) sheet_.merge({row, cell.first, row, cell.last}, format);
    if (const auto target = links_.target(cell.href, {sheet_.name(), row, at}))
      sheet_.link(row, at, *target, format);
    if (!cell.parts.empty()) return sheet_.rich(row, at, cell.parts, format);
    if (const auto* text = std::get_if<std::string>(&cell.content))
      return sheet_.text(row, at, *text, format);
    if (const auto* number = std::get_if<double>(&cell.content)) {
      sheet_.number(row, at, *number, format);
    } else if (const auto* truth = std::get_if<bool>(&cell.content)) {
      sheet_.truth(row, at, *truth, format);
    } else {
      sheet_.blank(row, at, format);
    }
  }

  void chart(size_t index, uint32_t row) {
    const Chart& chart = in_.content.charts[index];
    const ChartSource& source = in_.sources[index];
    if (source.series.empty()) {
      CellStyle style = in_.look.muted();
      style.wrap = false;
      sheet_.text(row, grid::bullet, alt_text(chart), book_.format(style));
      in_.log.warn("chart '" + chart.title +
                   "' has no rows or no series of numbers; its alt text stands there");
      return;
    }
    const Sheet::Picture picture{grid_pixels() / default_chart_width,
                                 chart_height(chart) / default_chart_height, alt_text(chart)};
    sheet_.chart(row, grid::bullet, draw_chart(chart, source, shown_title(index), in_.look, book_), picture);
  }

  // A caption right above the chart that says the same.
  std::string shown_title(size_t index) const {
    const std::string& title = in_.content.charts[index].title;
    for (size_t b = 1; b < in_.content.blocks.size(); ++b) {
      const Block& block = in_.content.blocks[b];
      const Block& above = in_.content.blocks[b - 1];
      if (block.kind == BlockKind::chart && block.index == index && above.kind == BlockKind::caption &&
          one_line(above.text) == one_line(title))
        return {};
    }
    return title;
  }

  void image(size_t index, uint32_t row) {
    const Image& image = in_.content.images[index];
    const auto pixels = picture_size(image.bytes);
    const auto& wanted = in_.images[index];
    if (!pixels || !wanted) return;
    const Resolution dpi = picture_resolution(image.bytes);
    const double own_width = pixels->width * 96.0 / dpi.x_dpi;
    const double own_height = pixels->height * 96.0 / dpi.y_dpi;
    sheet_.image(row, grid::bullet, image.bytes,
                 {wanted->width / own_width, wanted->height / own_height, image.alt});
  }

  const ReportSheetInput& in_;
  Workbook& book_;
  Sheet& sheet_;
  Links& links_;
};

}  // namespace

std::vector<uint32_t> line_rows(const std::vector<Line>& lines) {
  std::vector<uint32_t> rows;
  uint32_t next = 0;
  for (const Line& line : lines) {
    rows.push_back(next);
    next += line.rows;
  }
  return rows;
}

void write_report_sheet(const ReportSheetInput& input, Workbook& book, Sheet& sheet, Links& links) {
  Writer(input, book, sheet, links).run();
}

std::vector<std::optional<PictureSize>> image_sizes(const Content& content, const Component& log) {
  std::vector<std::optional<PictureSize>> sizes;
  for (const Image& image : content.images) {
    sizes.emplace_back();
    const auto pixels = picture_size(image.bytes);
    if (!pixels) {
      log.warn("an image of type '" + one_line(image.media_type) + "' ('" + one_line(image.alt) +
               "') is not drawn, its alt text stands there\nhint: use a PNG or JPEG file");
      continue;
    }
    double width = image.width_mm > 0 ? image.width_mm * pixels_per_mm : pixels->width;
    width = std::clamp(width, 8.0, grid_pixels());
    sizes.back() = PictureSize{width, width * pixels->height / pixels->width};
  }
  return sizes;
}

}  // namespace kvali::xlsx
