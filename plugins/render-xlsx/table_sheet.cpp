#include "table_sheet.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "line_builder.hpp"
#include "measure.hpp"
#include "page_text.hpp"
#include "text.hpp"
#include "totals.hpp"
#include "typed_cell.hpp"

namespace kvali::xlsx {
namespace {

constexpr int64_t rows_between_progress = 20000;
constexpr double widest_frozen_column = 45;

/// Writes one table.
class Writer {
 public:
  Writer(const TableSheetInput& input, Workbook& book, Sheet& sheet, Links& links)
      : in_(input),
        table_(input.table),
        plan_(input.plan),
        rows_(input.table.rows),
        look_(input.look),
        book_(book),
        sheet_(sheet),
        links_(links),
        totals_(input.table, input.plan),
        last_formats_(rows_.columns.size()) {}

  void run() {
    set_up();
    top();
    column_groups();
    // Writes headers and totals of its own, without their looks: ours come after.
    if (plan_.native) {
      native_table();
    } else if (plan_.flat && plan_.body_rows > 0 && !plan_.headers.empty()) {
      sheet_.autofilter({plan_.header_row, 0, plan_.first_body_row + plan_.body_rows - 1,
                         static_cast<uint16_t>(plan_.headers.size() - 1)});
    }
    header();
    body();
    below();
    finish_page();
  }

 private:
  // How one cell of a row looks, apart from its column.
  struct RowLook {
    int level = 0;
    bool strong = false;
  };

  void set_up() {
    if (in_.content.attribute("dir") == "rtl") sheet_.right_to_left();
    sheet_.hide_gridlines();
    if (plan_.grouped) sheet_.outline_from_above();
    for (size_t i = 0; i < plan_.widths.size(); ++i)
      sheet_.column_width(static_cast<uint16_t>(i), plan_.widths[i]);
    const bool key = plan_.widths.size() > 3 && plan_.widths[0] <= widest_frozen_column;
    sheet_.freeze(plan_.first_body_row, key ? 1 : 0);
  }

  double printed_width() const {
    double width = 0;
    for (const double column : plan_.widths) width += column;
    const size_t beyond = size_t(plan_.last_column) + 1 - plan_.widths.size();
    return width + 9.14 * static_cast<double>(plan_.widths.empty() ? beyond - 1 : beyond);
  }

  // A text over the whole printed width, as high as it needs.
  void wide_text(uint32_t row, const std::string& text, const CellStyle& style,
                 const std::string& href = {}) {
    const Type type{style.size_pt, style.bold};
    sheet_.row_height(row, row_height_pt(wrap(text, type, printed_width() - 1).size(), type) + 3);
    lxw_format* format = book_.format(style);
    sheet_.merge({row, 0, row, plan_.last_column}, format);
    if (const auto target = links_.target(href, {plan_.sheet, row, 0})) sheet_.link(row, 0, *target, format);
    sheet_.text(row, 0, text, format);
  }

  void top() {
    CellStyle title = look_.heading(2);
    title.size_pt = 14;
    wide_text(0, table_.caption.empty() ? plan_.sheet : table_.caption, title);
    CellStyle back = look_.link();
    back.size_pt = 9;
    back.wrap = false;
    back.number_format = with_shape("←", "");
    lxw_format* format = book_.format(back);
    sheet_.link(1, 0, internal_link({in_.report_sheet, in_.report_row, 1}), format);
    sheet_.text(1, 0, in_.report_sheet, format);
    sheet_.row_height(2, 8);
  }

  void column_groups() {
    CellStyle style = look_.header();
    style.bottom = {Stroke::thin, look_.palette.rule};
    style.fill.reset();
    style.align = Align::center;
    std::vector<const ColumnGroup*> groups;
    for (const ColumnGroup& group : table_.groups) groups.push_back(&group);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const ColumnGroup* a, const ColumnGroup* b) { return a->level > b->level; });
    std::set<std::pair<uint32_t, uint16_t>> taken;
    for (const ColumnGroup* group : groups) {
      const uint32_t row = group_row(plan_, group->level);
      for (const auto& [first, last] : spans(*group, row, taken)) {
        lxw_format* format = book_.format(style);
        sheet_.merge({row, first, row, last}, format);
        sheet_.text(row, first, group->text, format);
      }
    }
  }

  // The runs of neighbouring columns of a group that no other group of that row has.
  std::vector<std::pair<uint16_t, uint16_t>> spans(const ColumnGroup& group, uint32_t row,
                                                   std::set<std::pair<uint32_t, uint16_t>>& taken) const {
    std::set<uint16_t> columns;
    for (const std::string& name : group.columns) {
      const int at = rows_.find(name);
      if (at >= 0 && taken.emplace(row, static_cast<uint16_t>(at)).second)
        columns.insert(static_cast<uint16_t>(at));
    }
    std::vector<std::pair<uint16_t, uint16_t>> runs;
    for (const uint16_t at : columns) {
      if (!runs.empty() && runs.back().second + 1 == at)
        runs.back().second = at;
      else
        runs.emplace_back(at, at);
    }
    return runs;
  }

  Align alignment(const ColumnSpec& column) const {
    if (column.align == "left") return Align::left;
    if (column.align == "center") return Align::center;
    if (column.align == "right") return Align::right;
    const CellType type = rows_.of(column).type();
    return type == CellType::text || type == CellType::truth ? Align::left : Align::right;
  }

  // A text column beside numbers needs air, or the two run together.
  bool needs_air(size_t index) const {
    return index > 0 && alignment(rows_.columns[index]) == Align::left &&
           alignment(rows_.columns[index - 1]) == Align::right;
  }

  void header() {
    size_t lines = 1;
    for (size_t i = 0; i < plan_.headers.size(); ++i)
      lines = std::max(lines, wrap(plan_.headers[i], {10, true}, plan_.widths[i] - 1.5).size());
    sheet_.row_height(plan_.header_row, row_height_pt(std::min<size_t>(lines, 6), {10, true}) + 4);
    for (size_t i = 0; i < plan_.headers.size(); ++i) {
      CellStyle style = look_.header();
      style.align = alignment(rows_.columns[i]);
      style.middle = true;
      if (needs_air(i)) style.indent = 1;
      sheet_.text(plan_.header_row, static_cast<uint16_t>(i), plan_.headers[i], book_.format(style));
    }
  }

  void native_table() {
    std::vector<std::string> totals(plan_.headers.size());
    const auto last = plan_.first_body_row + plan_.body_rows - 1;
    if (plan_.native_total) {
      const size_t entry = table_.entries.size() - 1;
      const size_t row = table_.entries[entry].first;
      for (size_t i = 0; i < totals.size(); ++i) {
        const ColumnSpec& column = rows_.columns[i];
        const ValueColumn& values = rows_.of(column);
        if (!totals_.formula(entry, i, row).empty())
          totals[i] = "=sum";
        else if (values.null(row))
          totals[i] = cell_label(rows_.companion(column.mark, row));
        else if (values.type() == CellType::text)
          totals[i] = cell_label(values.text(row));
      }
    }
    const auto columns = static_cast<uint16_t>(plan_.headers.size() - 1);
    sheet_.table({plan_.header_row, 0, last + (plan_.native_total ? 1 : 0), columns}, plan_.name,
                 plan_.headers, totals, plan_.native_total);
  }

  // A label of the total row stands in the table's own XML too, where no text may pass 255 characters.
  static std::string cell_label(std::string_view text) {
    const std::string line = clip_units(one_line(text), 255);
    return line == "=sum" ? "" : line;
  }

  void body() {
    for (size_t e = 0; e < table_.entries.size(); ++e) {
      const TableEntry& entry = table_.entries[e];
      const uint32_t at = plan_.entry_rows[e];
      if (entry.heading) {
        group_heading(entry, at);
        continue;
      }
      for (size_t i = 0; i < entry.count; ++i) {
        const auto row = static_cast<uint32_t>(at + i);
        const auto level = static_cast<uint8_t>(plan_.grouped ? std::min(entry.depth, 7) : 0);
        sheet_.row(row, data_height(entry.first + i), level);
        data_row(e, entry, entry.first + i, row);
      }
    }
    if (rows_.rows == 0 && !table_.empty.empty()) wide_text(plan_.end_row, table_.empty, look_.muted());
  }

  // Of a row with wrapped texts; 0 where the default will do. Neither Excel nor LibreOffice fits the rows
  // of a file it has not written itself in every case.
  double data_height(size_t data) const {
    size_t lines = 1;
    for (size_t i = 0; i < plan_.wraps.size(); ++i) {
      const ValueColumn& values = rows_.of(rows_.columns[i]);
      if (!plan_.wraps[i] || values.null(data)) continue;
      const double room = plan_.widths[i] - 1.5 - (needs_air(i) ? 1.3 : 0);
      lines = std::max(lines, wrap(values.text(data).substr(0, 4000), {10, false}, room).size());
    }
    return lines > 1 ? row_height_pt(lines, {10, false}) : 0;
  }

  void group_heading(const TableEntry& entry, uint32_t row) {
    CellStyle style = look_.body();
    style.bold = true;
    style.middle = true;
    style.indent = static_cast<uint8_t>(std::min((entry.depth - 1) * 2, 14));
    style.bottom = {Stroke::thin, look_.palette.rule};
    sheet_.row_height(row, 24);
    for (size_t i = 1; i < plan_.headers.size(); ++i)
      sheet_.blank(row, static_cast<uint16_t>(i), book_.format(style));
    sheet_.text(row, 0, entry.text, book_.format(style));
  }

  void data_row(size_t entry_index, const TableEntry& entry, size_t data, uint32_t row) {
    if (++written_ % rows_between_progress == 0) in_.log.progress(written_, static_cast<int64_t>(rows_.rows));
    for (size_t i = 0; i < rows_.columns.size(); ++i) cell(entry_index, entry, data, row, i);
  }

  void cell(size_t entry_index, const TableEntry& entry, size_t data, uint32_t row, size_t index) {
    const ColumnSpec& column = rows_.columns[index];
    const ValueColumn& values = rows_.of(column);
    const auto at = static_cast<uint16_t>(index);
    const std::string_view status = rows_.companion(column.status, data);
    const auto target = links_.target(rows_.companion(column.href, data), {plan_.sheet, row, at});
    lxw_format* format = style_of(index, entry.level, data, status, target.has_value());
    if (target) sheet_.link(row, at, *target, format);
    if (column.note >= 0) sheet_.comment(row, at, rows_.companion(column.note, data));
    if (values.null(data)) return sheet_.text(row, at, rows_.companion(column.mark, data), format);
    if (entry.level >= 1) {
      const std::string formula = totals_.formula(entry_index, index, data);
      if (!formula.empty()) return sheet_.formula(row, at, formula, values.number(data), format);
      if (totals_.disagrees(entry_index, index, data))
        in_.log.warn("the total of '" + plan_.headers[index] +
                         "' is not the sum of the rows shown; it is written as a value, not as a formula",
                     plan_.sheet + "!" + cell_name(row, at));
    }
    if (values.type() == CellType::text) return sheet_.text(row, at, values.text(data), format);
    const CellContent content = column_content(column, values, data);
    if (const auto* text = std::get_if<std::string>(&content)) {
      sheet_.text(row, at, *text, format);
      in_.log.debug("'" + *text + "' is written as text: Excel has no such number or date", place(row, at));
    } else if (const auto* truth = std::get_if<bool>(&content)) {
      sheet_.truth(row, at, *truth, format);
    } else if (!sheet_.number(row, at, std::get<double>(content), format)) {
      in_.log.warn("a value is not a finite number; the cell says '–'", place(row, at));
    }
  }

  std::string place(uint32_t row, uint16_t column) const {
    return plan_.sheet + "!" + cell_name(row, column);
  }

  // The number format of one cell: its own code, else its column's.
  std::string format_of(const ColumnSpec& column, size_t data) const {
    const std::string_view own = rows_.companion(column.cell_format, data);
    if (own.empty()) return column_format(column, rows_.of(column).type());
    ColumnSpec with_own = column;
    with_own.format = own;
    return column_format(with_own, rows_.of(column).type());
  }

  // Styles of a table are few: found by a small key, made once.
  lxw_format* style_of(size_t index, int level, size_t data, std::string_view status, bool link) {
    const ColumnSpec& column = rows_.columns[index];
    bool strong = level >= 1;
    int64_t indent = 0;
    if (column.strong >= 0) {
      const ValueColumn& flags = rows_.values[static_cast<size_t>(column.strong)];
      strong = strong || (!flags.null(data) && flags.truth(data));
    }
    if (column.indent >= 0) {
      const ValueColumn& indents = rows_.values[static_cast<size_t>(column.indent)];
      if (!indents.null(data)) indent = std::clamp<int64_t>(indents.integer(data), 0, 15);
    }
    const int state = status == "good" ? 1 : status == "warn" ? 2 : status == "bad" ? 3 : 0;
    const uint64_t key = (uint64_t(index) << 20) | (uint64_t(std::clamp(level, 0, 2)) << 16) |
                         (uint64_t(state) << 12) | (uint64_t(strong) << 9) | (uint64_t(link) << 8) |
                         uint64_t(indent);
    const std::string_view own = rows_.companion(column.cell_format, data);
    LastFormat& last = last_formats_[index];
    if (last.format == nullptr || last.key != key || last.own != own) {
      auto& by_code = formats_[key];
      auto found = by_code.find(own);
      if (found == by_code.end()) {
        const CellStyle style = make_style(column, index, level, strong, indent, status, link, data);
        found = by_code.emplace(own, book_.format(style)).first;
      }
      last = {key, own, found->second};
    }
    return last.format;
  }

  CellStyle make_style(const ColumnSpec& column, size_t index, int level, bool strong, int64_t indent,
                       std::string_view status, bool link, size_t data) const {
    CellStyle style = look_.body();
    style.align = alignment(column);
    style.wrap = plan_.wraps[index];
    style.indent = static_cast<uint8_t>(std::min<int64_t>(indent + (needs_air(index) ? 1 : 0), 15));
    style.bold = strong;
    style.number_format = format_of(column, data);
    if (link) style.colour = look_.palette.accent;
    if (!shape_of(status).empty()) {
      style.colour = look_.palette.status(status);
      style.bold = true;
      style.number_format = with_shape(shape_of(status), style.number_format);
    }
    style.bottom = {Stroke::thin, look_.palette.rule};
    if (level >= 1) style.top = {Stroke::thin, level == 1 ? look_.palette.rule : look_.palette.ink};
    return style;
  }

  void below() {
    uint32_t row = plan_.end_row + (rows_.rows == 0 && !table_.empty.empty() ? 1 : 0);
    if (!table_.legend.empty() && row < last_row) wide_text(++row, table_.legend, look_.muted());
    for (const Block& note : table_.notes) {
      if (row >= last_row) break;
      wide_text(++row, (note.text.empty() ? "" : note.text + "  ") + joined(note.runs), look_.muted());
    }
    end_ = row;
  }

  void finish_page() {
    Sheet::Page page;
    page.landscape = plan_.landscape;
    page.area = {0, 0, std::min(std::max(end_, plan_.end_row), last_row), plan_.last_column};
    page.repeated_rows = {plan_.first_group_row, plan_.header_row};
    page.header = page_header(in_.content, book_.font());
    page.footer = page_footer(in_.content, book_.font());
    sheet_.page(page);
  }

  const TableSheetInput& in_;
  const Table& table_;
  const TablePlan& plan_;
  const RowSet& rows_;
  const Look& look_;
  Workbook& book_;
  Sheet& sheet_;
  Links& links_;
  Totals totals_;
  // Most cells look like the one above.
  struct LastFormat {
    uint64_t key = 0;
    std::string_view own;
    lxw_format* format = nullptr;
  };
  std::vector<LastFormat> last_formats_;
  // By what else tells styles apart, and by the number format of the cell itself.
  std::unordered_map<uint64_t, std::map<std::string, lxw_format*, std::less<>>> formats_;
  int64_t written_ = 0;
  uint32_t end_ = 0;
};

}  // namespace

void write_table_sheet(const TableSheetInput& input, Workbook& book, Sheet& sheet, Links& links) {
  Writer(input, book, sheet, links).run();
}

}  // namespace kvali::xlsx
