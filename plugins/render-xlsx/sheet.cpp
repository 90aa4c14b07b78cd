#include <cmath>
#include <kvali/plugin.hpp>

#include "measure.hpp"
#include "text.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {
namespace {

constexpr double tallest_row = 409;        // Excel, in points
constexpr size_t most_links = 65530;       // Excel, per sheet
constexpr size_t longest_header = 255;     // UTF-16 units, header or footer of a page
constexpr size_t longest_alt_text = 2000;  // our own: a screen reader reads it in one go

}  // namespace

void Sheet::check(lxw_error error, const char* doing) const {
  if (error == LXW_NO_ERROR) return;
  throw Error(std::string(doing) + ": " + lxw_strerror(error), name_,
              error == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : EINVAL);
}

void Sheet::note_cut(std::string_view text, uint32_t row, uint16_t column) {
  // A character takes two bytes of UTF-8 at least where it takes two units, so most texts need no counting.
  if (text.size() > longest_cell_text && utf16_units(text) > longest_cell_text)
    book_.note_cut(name_ + "!" + cell_name(row, column));
}

void Sheet::blank(uint32_t row, uint16_t column, lxw_format* format) {
  check(worksheet_write_blank(sheet_, row, column, format), "cannot write a cell");
}

void Sheet::text(uint32_t row, uint16_t column, std::string_view text, lxw_format* format) {
  const std::string clean = cell_text(text);
  if (clean.empty()) return blank(row, column, format);
  note_cut(text, row, column);
  check(worksheet_write_string(sheet_, row, column, clean.c_str(), format), "cannot write a text");
}

void Sheet::rich(uint32_t row, uint16_t column, const std::vector<StyledText>& parts, lxw_format* format) {
  std::vector<std::string> texts;
  std::vector<lxw_rich_string_tuple> tuples;
  std::string whole;
  for (const StyledText& part : parts) {
    if (part.text.empty()) continue;
    texts.push_back(cell_text(part.text));
    whole += part.text;
    tuples.push_back({book_.format(part.style), nullptr});
  }
  size_t units = 0;
  for (const std::string& part : texts) units += utf16_units(part);
  // One run alone is no rich string; a text that has to be cut loses its runs, not its end mark.
  if (texts.size() < 2 || units > longest_cell_text) return text(row, column, whole, format);
  std::vector<lxw_rich_string_tuple*> list;
  for (size_t i = 0; i < texts.size(); ++i) {
    tuples[i].string = texts[i].data();
    list.push_back(&tuples[i]);
  }
  list.push_back(nullptr);
  check(worksheet_write_rich_string(sheet_, row, column, list.data(), format), "cannot write a text");
}

bool Sheet::number(uint32_t row, uint16_t column, double value, lxw_format* format) {
  if (!std::isfinite(value)) {
    text(row, column, "–", format);
    return false;
  }
  check(worksheet_write_number(sheet_, row, column, value, format), "cannot write a number");
  return true;
}

void Sheet::truth(uint32_t row, uint16_t column, bool value, lxw_format* format) {
  check(worksheet_write_boolean(sheet_, row, column, value ? 1 : 0, format), "cannot write a cell");
}

void Sheet::formula(uint32_t row, uint16_t column, const std::string& formula, double value,
                    lxw_format* format) {
  check(worksheet_write_formula_num(sheet_, row, column, formula.c_str(), format, value),
        "cannot write a formula");
}

bool Sheet::link(uint32_t row, uint16_t column, const std::string& target, lxw_format* format) {
  if (links_ >= most_links) return false;
  check(worksheet_write_url(sheet_, row, column, target.c_str(), format), "cannot write a link");
  ++links_;
  return true;
}

void Sheet::comment(uint32_t row, uint16_t column, std::string_view text) {
  const std::string clean = clip_units(xml_text(text), longest_cell_text);
  if (clean.empty()) return;
  note_cut(text, row, column);
  lxw_comment_options options{};
  const size_t lines = wrap(clean, {.size_pt = 9}, 34).size();
  options.width = 260;
  options.height = static_cast<uint16_t>(std::min<size_t>(24 + lines * 17, 600));
  options.font_size = 9;
  check(worksheet_write_comment_opt(sheet_, row, column, clean.c_str(), &options), "cannot write a note");
}

void Sheet::merge(const Range& range, lxw_format* format) {
  if (range.first_row == range.last_row && range.first_column == range.last_column)
    return blank(range.first_row, range.first_column, format);
  // Rows ascend, so only merges that reach down to this row can overlap.
  for (auto earlier = merges_.rbegin(); earlier != merges_.rend(); ++earlier) {
    if (earlier->last_row < range.first_row) break;
    if (earlier->first_column <= range.last_column && range.first_column <= earlier->last_column)
      throw Error("merged cells overlap", name_ + "!" + cell_name(range.first_row, range.first_column));
  }
  merges_.push_back(range);
  check(worksheet_merge_range(sheet_, range.first_row, range.first_column, range.last_row, range.last_column,
                              "", format),
        "cannot merge cells");
}

void Sheet::row_height(uint32_t row, double height_pt) {
  this->row(row, height_pt, 0);
}

void Sheet::row(uint32_t row, double height_pt, uint8_t level) {
  if (height_pt <= 0 && level == 0) return;
  lxw_row_col_options options{};
  options.level = std::min<uint8_t>(level, 7);
  const double height = height_pt > 0 ? std::min(height_pt, tallest_row) : LXW_DEF_ROW_HEIGHT;
  check(worksheet_set_row_opt(sheet_, row, height, nullptr, &options), "cannot set up a row");
}

void Sheet::outline_from_above() {
  worksheet_outline_settings(sheet_, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
}

void Sheet::column_width(uint16_t column, double width) {
  check(worksheet_set_column(sheet_, column, column, std::min(width, 255.0), nullptr),
        "cannot set a column's width");
}

void Sheet::table(const Range& range, const std::string& name, const std::vector<std::string>& headers,
                  const std::vector<std::string>& totals, bool total_row) {
  std::vector<std::string> names = headers;
  std::vector<std::string> labels = totals;
  std::vector<lxw_table_column> columns(names.size());
  std::vector<lxw_table_column*> list;
  for (size_t i = 0; i < names.size(); ++i) {
    names[i] = cell_text(names[i]);
    columns[i].header = names[i].data();
    if (total_row && labels[i] == "=sum")
      columns[i].total_function = LXW_TABLE_FUNCTION_SUM;
    else if (total_row && !labels[i].empty())
      columns[i].total_string = labels[i].data();
    list.push_back(&columns[i]);
  }
  list.push_back(nullptr);
  std::string own_name = name;
  lxw_table_options options{};
  options.name = own_name.data();
  options.no_banded_rows = LXW_TRUE;
  options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;  // 0: none, the cells bring their own look
  options.style_type_number = 0;
  options.total_row = total_row ? LXW_TRUE : LXW_FALSE;
  options.columns = list.data();
  check(worksheet_add_table(sheet_, range.first_row, range.first_column, range.last_row, range.last_column,
                            &options),
        "cannot make a table");
}

void Sheet::autofilter(const Range& range) {
  check(worksheet_autofilter(sheet_, range.first_row, range.first_column, range.last_row, range.last_column),
        "cannot set a filter");
}

void Sheet::data_bar(const Range& range, Colour colour) {
  lxw_conditional_format bar{};
  bar.type = LXW_CONDITIONAL_DATA_BAR;
  bar.data_bar_2010 = LXW_TRUE;
  bar.bar_solid = LXW_TRUE;
  bar.bar_color = colour;
  bar.bar_no_border = LXW_TRUE;
  bar.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
  bar.min_value = 0;
  bar.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
  bar.max_value = 1;
  check(worksheet_conditional_format_range(sheet_, range.first_row, range.first_column, range.last_row,
                                           range.last_column, &bar),
        "cannot add data bars");
}

void Sheet::freeze(uint32_t row, uint16_t column) {
  worksheet_freeze_panes(sheet_, row, column);
}
void Sheet::right_to_left() {
  worksheet_right_to_left(sheet_);
}
void Sheet::tab_colour(Colour colour) {
  worksheet_set_tab_color(sheet_, colour);
}
void Sheet::hide_gridlines() {
  worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
}

void Sheet::page(const Page& page) {
  constexpr uint8_t a4 = 9;
  worksheet_set_paper(sheet_, a4);
  if (page.landscape) worksheet_set_landscape(sheet_);
  worksheet_set_margins(sheet_, 0.6, 0.6, 0.8, 0.75);
  worksheet_fit_to_pages(sheet_, 1, 0);
  check(worksheet_print_area(sheet_, page.area.first_row, page.area.first_column, page.area.last_row,
                             page.area.last_column),
        "cannot set the print area");
  // Rows alone: rows and columns together pass the 127 bytes libxlsxwriter keeps on a long Georgian name.
  if (page.repeated_rows)
    check(worksheet_repeat_rows(sheet_, page.repeated_rows->first, page.repeated_rows->second),
          "cannot repeat the header");
  if (!page.header.empty())
    check(worksheet_set_header(sheet_, clip_units(page.header, longest_header).c_str()),
          "cannot set the page header");
  if (!page.footer.empty())
    check(worksheet_set_footer(sheet_, clip_units(page.footer, longest_header).c_str()),
          "cannot set the page footer");
}

void Sheet::page_breaks(const std::vector<uint32_t>& rows) {
  if (rows.empty()) return;
  std::vector<lxw_row_t> breaks(rows.begin(), rows.end());
  if (breaks.size() > 1023) breaks.resize(1023);  // Excel, per sheet
  breaks.push_back(0);
  check(worksheet_set_h_pagebreaks(sheet_, breaks.data()), "cannot set a page break");
}

void Sheet::chart(uint32_t row, uint16_t column, lxw_chart* chart, const Picture& picture) {
  std::string alt = clip_units(one_line(picture.alt), longest_alt_text);
  lxw_chart_options options{};
  options.x_scale = picture.x_scale;
  options.y_scale = picture.y_scale;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  options.description = alt.data();
  check(worksheet_insert_chart_opt(sheet_, row, column, chart, &options), "cannot place a chart");
}

void Sheet::image(uint32_t row, uint16_t column, const std::vector<unsigned char>& bytes,
                  const Picture& picture) {
  std::string alt = clip_units(one_line(picture.alt), longest_alt_text);
  lxw_image_options options{};
  options.x_scale = picture.x_scale;
  options.y_scale = picture.y_scale;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  options.description = alt.data();
  options.decorative = alt.empty() ? LXW_TRUE : LXW_FALSE;
  check(worksheet_insert_image_buffer_opt(sheet_, row, column, bytes.data(), bytes.size(), &options),
        "cannot place an image");
}

}  // namespace kvali::xlsx
