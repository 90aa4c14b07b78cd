#include "table_plan.hpp"

#include <algorithm>
#include <cmath>
#include <kvali/plugin.hpp>
#include <map>

#include "measure.hpp"
#include "report_lines.hpp"
#include "text.hpp"
#include "typed_cell.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {
namespace {

constexpr double widest_column = 60;
constexpr double narrowest_column = 7;
constexpr double padding = 2;
constexpr double filter_button = 2.6;
constexpr double portrait_width = 96;   // A4 portrait at a scale that stays readable
constexpr double default_width = 9.14;  // of columns no one has set, padding included
constexpr double mm_per_unit = 1.85;    // a digit of Calibri 11 is 7 pixels of 1/96 inch
constexpr int most_group_levels = 8;
constexpr size_t rows_measured_one_by_one = 20000;

std::string header_text(const ColumnSpec& column) {
  const bool has_unit = column.unit.empty() || column.label.find(column.unit) != std::string::npos;
  return has_unit ? column.label : column.label + " (" + column.unit + ")";
}

// Headers that repeat under different column groups take the group's heading along, because a native
// table's headers are unique: "Women · since the start" says more than "Women (2)".
std::vector<std::string> header_texts(const Table& table) {
  std::vector<std::string> texts;
  std::map<std::string, int> uses;
  for (const ColumnSpec& column : table.rows.columns) {
    texts.push_back(header_text(column));
    ++uses[fold_case(texts.back())];
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    if (uses[fold_case(texts[i])] < 2) continue;
    for (const ColumnGroup& group : table.groups) {
      const auto& names = group.columns;
      if (group.level > 0 || std::find(names.begin(), names.end(), table.rows.columns[i].name) == names.end())
        continue;
      texts[i] += " · " + group.text;
      break;
    }
  }
  return texts;
}

// Width of what a column shows, and its widest word.
struct Measured {
  double whole = 0;
  double word = 0;

  void add(std::string_view text, Type type) {
    whole = std::max(whole, text_width(text, type));
    if (whole > widest_column) word = std::max(word, widest_word(text, type));
  }
};

void measure_numbers(const RowSet& rows, const ColumnSpec& column, Measured& out, Type type) {
  const ValueColumn& values = rows.of(column);
  const std::string format = column_format(column, values.type());
  double least = 0;
  double most = 0;
  bool fraction = false;
  for (size_t row = 0; row < rows.rows; ++row) {
    if (values.null(row)) continue;
    const double value = values.number(row);
    if (!std::isfinite(value)) continue;
    least = std::min(least, value);
    most = std::max(most, value);
    fraction = fraction || value != std::floor(value);
    if (std::abs(value) >= 1e15) out.add(values.exact(row), type);
  }
  for (const double extreme : {least, most}) {
    const bool general = format.empty();
    const double shown = general && fraction && extreme == std::floor(extreme) ? extreme + 0.5 : extreme;
    out.whole = std::max(out.whole, number_width(shown, format, type));
  }
}

// Long columns are sampled; a text that was not seen wraps.
void measure_texts(const RowSet& rows, const ColumnSpec& column, Measured& out, Type type) {
  const ValueColumn& values = rows.of(column);
  const size_t step = 1 + rows.rows / rows_measured_one_by_one;
  for (size_t row = 0; row < rows.rows; row += step) {
    if (values.null(row)) {
      out.add(rows.companion(column.mark, row), type);
    } else if (values.type() == CellType::text) {
      double indent = 0;
      if (column.indent >= 0) {
        const auto& indents = rows.values[static_cast<size_t>(column.indent)];
        if (!indents.null(row))
          indent = 1.3 * static_cast<double>(std::clamp<int64_t>(indents.integer(row), 0, 15));
      }
      const double before = out.whole;
      out.add(values.text(row), type);
      if (indent > 0) out.whole = std::max(before, text_width(values.text(row), type) + indent);
    }
  }
}

Measured measure(const RowSet& rows, const ColumnSpec& column) {
  const Type type{10, true};  // Totals are bold.
  Measured out;
  measure_texts(rows, column, out, type);
  const ValueColumn& values = rows.of(column);
  if (values.is_number()) measure_numbers(rows, column, out, type);
  if (values.type() == CellType::day || values.type() == CellType::instant) {
    const std::string format = column_format(column, values.type());
    out.whole = std::max(out.whole, static_cast<double>(std::clamp<size_t>(format.size() + 2, 10, 24)));
  }
  if (values.type() == CellType::truth) out.whole = std::max(out.whole, 7.0);
  if (column.status >= 0) out.whole += 2.5;  // The shape before the word.
  return out;
}

void set_widths(const Table& table, TablePlan& plan) {
  const Type head{10, true};
  for (size_t i = 0; i < plan.headers.size(); ++i) {
    const ColumnSpec& column = table.rows.columns[i];
    const Measured content = measure(table.rows, column);
    const double button = plan.native ? filter_button : 0;
    // A header takes up to three lines; its words stay whole.
    const double header =
        std::max(widest_word(plan.headers[i], head), text_width(plan.headers[i], head) / 2.5);
    double wanted = std::max(content.whole, header + button) + padding;
    const bool is_text = table.rows.of(column).type() == CellType::text;
    if (column.width_mm > 0 && is_text)
      wanted = std::max({column.width_mm / mm_per_unit, header + button + padding, content.word + padding});
    const double width = std::clamp(wanted, narrowest_column, widest_column);
    plan.widths.push_back(std::round(width * 4) / 4);
    plan.wraps.push_back(is_text && content.whole + padding > width);
  }
}

// A heading of a row group runs over the columns; the first one grows where they are too narrow for it.
void fit_group_headings(const Table& table, TablePlan& plan) {
  if (plan.widths.empty()) return;
  double widest = 0;
  for (const TableEntry& entry : table.entries)
    if (entry.heading)
      widest = std::max(widest, text_width(entry.text, {10, true}) + padding + 2.6 * (entry.depth - 1));
  double all = 0;
  for (const double width : plan.widths) all += width;
  if (widest > all) plan.widths[0] = std::min(plan.widths[0] + widest - all, widest_column);
}

// Where each entry starts; finds out what kind of table it is.
void set_rows(const Table& table, TablePlan& plan) {
  uint64_t row = plan.first_body_row;
  bool totals_begun = false;
  plan.flat = true;
  for (const TableEntry& entry : table.entries) {
    plan.entry_rows.push_back(static_cast<uint32_t>(std::min<uint64_t>(row, last_row)));
    plan.grouped = plan.grouped || entry.depth > 0;
    const bool body = !entry.heading && entry.level <= 0;
    if (entry.heading || entry.level == 1 || (body && totals_begun)) plan.flat = false;
    totals_begun = totals_begun || (!entry.heading && entry.level >= 2);
    if (body) plan.body_rows += static_cast<uint32_t>(entry.count);
    row += entry.heading ? 1 : entry.count;
    if (row > last_row)
      throw Error("table '" + table.caption + "' has " + std::to_string(table.rows.rows) +
                      " rows; a sheet holds 1,048,576 with its headings\nhint: filter or group it, or write "
                      "several tables",
                  table.caption);
  }
  plan.flat = plan.flat && !plan.grouped;
  plan.end_row = static_cast<uint32_t>(row);
}

size_t count_totals(const Table& table) {
  size_t totals = 0;
  for (const TableEntry& entry : table.entries)
    if (!entry.heading && entry.level >= 2) totals += entry.count;
  return totals;
}

void set_print_width(const Table& table, TablePlan& plan) {
  double width = 0;
  for (const double column : plan.widths) width += column;
  plan.landscape = table.landscape || width > portrait_width;
  double wanted = text_width(table.caption, {14, true}) + 2;
  for (const std::string& text : {table.legend, table.empty})
    wanted = std::max(wanted, text_width(text, {9, false}) + 2);
  wanted = std::min(wanted, portrait_width);
  plan.last_column = static_cast<uint16_t>(plan.widths.empty() ? 0 : plan.widths.size() - 1);
  for (; width < wanted && plan.last_column < last_column; width += default_width) ++plan.last_column;
}

}  // namespace

TablePlan plan_table(const Table& table, bool streaming, const PlanNames& names) {
  TablePlan plan;
  plan.own_sheet = !stands_in_report(table);
  if (!plan.own_sheet) return plan;
  if (table.rows.columns.size() > size_t(last_column) + 1)
    throw Error("table '" + table.caption + "' has " + std::to_string(table.rows.columns.size()) +
                    " columns; a sheet holds 16,384\nhint: turn columns into rows, or choose fewer",
                table.caption);
  plan.sheet =
      sheet_name(table.sheet.empty() ? table.caption : table.sheet, names.fallback_sheet, names.sheets);
  plan.name = table_name(table.id, names.tables);
  int levels = 0;
  for (const ColumnGroup& group : table.groups)
    levels = std::max(levels, std::clamp(group.level, 0, most_group_levels - 1) + 1);
  plan.first_group_row = 3;  // Behind the title, the way back and a gap.
  plan.header_row = plan.first_group_row + static_cast<uint32_t>(levels);
  plan.first_body_row = plan.header_row + 1;
  NameSet taken;
  for (const std::string& text : header_texts(table)) plan.headers.push_back(header_name(text, taken));
  set_rows(table, plan);
  plan.native = plan.flat && !streaming && plan.body_rows > 0;
  plan.native_total = plan.native && count_totals(table) == 1;
  set_widths(table, plan);
  fit_group_headings(table, plan);
  set_print_width(table, plan);
  return plan;
}

size_t count_cells(const Table& table) {
  return table.rows.rows * table.rows.columns.size();
}

uint32_t group_row(const TablePlan& plan, int level) {
  const auto up = static_cast<uint32_t>(std::clamp(level, 0, most_group_levels - 1));
  return plan.header_row - 1 - up;
}

}  // namespace kvali::xlsx
