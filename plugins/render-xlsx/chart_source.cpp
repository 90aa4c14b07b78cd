#include "chart_source.hpp"

#include <algorithm>

#include "measure.hpp"
#include "typed_cell.hpp"

namespace kvali::xlsx {
namespace {

// Excel draws a text in a series as zero, so a column with marks for what is missing cannot be drawn
// from the table.
bool shows_marks(const RowSet& rows, const ColumnSpec& column, size_t count) {
  for (size_t row = 0; row < count; ++row)
    if (rows.of(column).null(row) && !rows.companion(column.mark, row).empty()) return true;
  return false;
}

bool has_series(const Chart& chart) {
  if (chart.rows.rows == 0 || chart.rows.columns.size() < 2 || chart.rows.columns.size() > 256) return false;
  return std::all_of(chart.rows.columns.begin() + 1, chart.rows.columns.end(),
                     [&](const ColumnSpec& column) { return chart.rows.of(column).is_number(); });
}

bool use_table(const Chart& chart, const Table& table, const TablePlan& plan, ChartSource& source) {
  if (!plan.own_sheet || !plan.flat || plan.body_rows != chart.rows.rows || plan.body_rows == 0) return false;
  std::vector<uint16_t> columns;
  for (const ColumnSpec& column : chart.rows.columns) {
    const int at = table.rows.find(column.name);
    if (at < 0) return false;
    const ColumnSpec& shown = table.rows.columns[static_cast<size_t>(at)];
    const bool number = chart.rows.of(column).is_number();
    if (number && (!table.rows.of(shown).is_number() || shows_marks(table.rows, shown, plan.body_rows)))
      return false;
    columns.push_back(static_cast<uint16_t>(at));
  }
  source.sheet = plan.sheet;
  source.header_row = plan.header_row;
  source.first_row = plan.first_body_row;
  source.last_row = plan.first_body_row + plan.body_rows - 1;
  source.category = columns.front();
  source.series.assign(columns.begin() + 1, columns.end());
  return true;
}

}  // namespace

std::vector<ChartSource> plan_charts(const Content& content, const std::vector<TablePlan>& tables,
                                     const std::string& chart_sheet) {
  std::vector<ChartSource> sources(content.charts.size());
  uint32_t row = 2;
  for (size_t i = 0; i < sources.size(); ++i) {
    const Chart& chart = content.charts[i];
    ChartSource& source = sources[i];
    if (!has_series(chart)) continue;
    bool found = false;
    for (size_t t = 0; t < content.tables.size() && !found; ++t)
      found = !chart.table.empty() && content.tables[t].id == chart.table &&
              use_table(chart, content.tables[t], tables[t], source);
    if (found) continue;
    if (row + chart.rows.rows + 3 > last_row) continue;
    source.sheet = chart_sheet;
    source.own_block = true;
    source.title_row = row;
    source.header_row = row + 1;
    source.first_row = row + 2;
    source.last_row = source.first_row + static_cast<uint32_t>(chart.rows.rows) - 1;
    for (size_t c = 1; c < chart.rows.columns.size(); ++c) source.series.push_back(static_cast<uint16_t>(c));
    row = source.last_row + 3;
  }
  return sources;
}

bool needs_chart_sheet(const std::vector<ChartSource>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const ChartSource& s) { return s.own_block; });
}

namespace {

void write_block(const Chart& chart, const ChartSource& source, const Look& look, Workbook& book,
                 Sheet& sheet) {
  CellStyle title = look.body();
  title.bold = true;
  sheet.text(source.title_row, 0, chart.title, book.format(title));
  for (size_t c = 0; c < chart.rows.columns.size(); ++c) {
    CellStyle header = look.header();
    header.align = c == 0 ? Align::left : Align::right;
    sheet.text(source.header_row, static_cast<uint16_t>(c), chart.rows.columns[c].label, book.format(header));
  }
  for (size_t row = 0; row < chart.rows.rows; ++row) {
    for (size_t c = 0; c < chart.rows.columns.size(); ++c) {
      ColumnSpec column = chart.rows.columns[c];
      // The chart's format may round; the data does not, but a share is read as one.
      const bool share = chart.format.find('%') != std::string::npos;
      if (column.format.empty() && c > 0 && share) column.format = chart.format;
      const ValueColumn& values = chart.rows.of(column);
      if (values.null(row)) continue;
      CellStyle style = look.body();
      style.align = c == 0 ? Align::left : Align::right;
      const CellValue value = column_cell(column, values, row);
      style.number_format = value.number_format;
      const auto at_row = static_cast<uint32_t>(source.first_row + row);
      const auto at = static_cast<uint16_t>(c);
      if (const auto* text = std::get_if<std::string>(&value.content))
        sheet.text(at_row, at, *text, book.format(style));
      else if (const auto* number = std::get_if<double>(&value.content))
        sheet.number(at_row, at, *number, book.format(style));
    }
  }
}

}  // namespace

void write_chart_data(const Content& content, const std::vector<ChartSource>& sources, const Look& look,
                      const std::string& report_sheet, Workbook& book, Sheet& sheet) {
  double widest = 16;
  uint16_t columns = 1;
  uint32_t end = 0;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (!sources[i].own_block) continue;
    const RowSet& rows = content.charts[i].rows;
    columns = std::max(columns, static_cast<uint16_t>(rows.columns.size()));
    end = sources[i].last_row;
    const ValueColumn& categories = rows.values[rows.columns[0].value];
    for (size_t row = 0; row < rows.rows && categories.type() == CellType::text; ++row)
      if (!categories.null(row)) widest = std::max(widest, text_width(categories.text(row), {10, true}) + 2);
  }
  sheet.column_width(0, std::min(widest, 60.0));
  for (uint16_t c = 1; c < columns; ++c) sheet.column_width(c, 16);
  sheet.hide_gridlines();
  if (content.attribute("dir") == "rtl") sheet.right_to_left();
  CellStyle back = look.link();
  back.size_pt = 9;
  back.wrap = false;
  back.number_format = with_shape("←", "");
  sheet.link(0, 0, internal_link({report_sheet, 0, 0}), book.format(back));
  sheet.text(0, 0, report_sheet, book.format(back));
  for (size_t i = 0; i < sources.size(); ++i)
    if (sources[i].own_block) write_block(content.charts[i], sources[i], look, book, sheet);
  Sheet::Page page;
  page.area = {0, 0, end, static_cast<uint16_t>(columns - 1)};
  sheet.page(page);
}

}  // namespace kvali::xlsx
