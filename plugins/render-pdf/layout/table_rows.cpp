#include "layout/table_rows.hpp"

#include <algorithm>

#include "paint/shapes.hpp"

namespace kvali::pdf {
namespace {

constexpr double thin_rule = 0.25;
constexpr double total_rule = 0.5;
// Taller rows are broken between their lines (page-design.md: half a page).
constexpr double most_of_page = 0.5;

LineAlign line_align(Align align) {
  if (align == Align::right) return LineAlign::right;
  return align == Align::center ? LineAlign::center : LineAlign::start;
}

void draw_lines(Page& page, const SetRow& row, Point top_left, size_t from, size_t to, const Theme& theme) {
  const double first = top_left.y + baseline_in(row.leading, row.size);
  for (const SetCell& cell : row.cells) {
    if (cell.status != Status::none && from == 0) {
      constexpr double shape_size = 6;
      const double middle = first - 0.36 * row.size;
      draw_status(page.canvas, cell.status, {top_left.x + cell.x - status_width + shape_size / 2, middle},
                  shape_size, theme);
    }
    for (size_t i = from; i < std::min(to, cell.text.lines.size()); ++i) {
      const double baseline = first + row.leading * static_cast<double>(i - from);
      draw_line(page, cell.text, cell.text.lines[i],
                {top_left.x + cell.x, baseline, cell.width, cell.align, cell.element});
    }
  }
}

struct Part {
  size_t from = 0;
  size_t to = 0;
  bool is_first = true;
  bool is_last = true;
};

void draw_part(Page& page, Point at, const SetRow& row, const Part& part, const Theme& theme) {
  const double top = part.is_first ? row_padding : 0;
  const double bottom = part.is_last ? row_padding : 0;
  const double height = top + bottom + row.leading * static_cast<double>(part.to - part.from);
  if (part.is_first && row.kind == RowKind::total)
    page.canvas.stroke_line({at.x, at.y}, {at.x + row.width, at.y}, total_rule, theme.ink);
  draw_lines(page, row, {at.x, at.y + top}, part.from, part.to, theme);
  if (part.is_last)
    page.canvas.stroke_line({at.x, at.y + height}, {at.x + row.width, at.y + height}, thin_rule, theme.rule);
}

}  // namespace

RowSetter::RowSetter(const Block& table, const Band& band, LayoutContext& context, double width)
    : table_(table),
      data_(*table.table),
      band_(band),
      context_(context),
      width_(width),
      decimal_(context.document.attribute("number_decimal")) {}

// Numbers stand on the decimal point; what does not fit that way is set right.
void RowSetter::place_number(std::string_view text, const TextRole& role, const ColumnPlace& place,
                             SetCell& cell) {
  const size_t split = fraction_start(text, decimal_);
  const double whole = cell.text.lines.empty() ? 0 : cell.text.lines.front().width;
  const double integer = split == text.size() ? whole : context_.text.width_of(text.substr(0, split), role);
  const double left = place.width - place.fraction - integer;
  if (cell.text.lines.size() != 1 || left < 0 || left + whole > place.width + 0.5) return;
  cell.x = place.x + left;
  cell.width = place.width - left;
  cell.align = LineAlign::left;
}

SetCell RowSetter::set_cell(const TableRow& row, const ColumnPlace& place) {
  const TableColumn& column = data_.columns()[place.index];
  const Cell& source = data_.cell(row, place.index);
  const std::string_view text = data_.text(source);
  SetCell cell;
  cell.status = source.status;
  const double beside = source.indent * indent_width + (place.has_status ? status_width : 0);
  cell.x = place.x + beside;
  cell.width = std::max(place.width - beside, place.width / 2);
  cell.align = line_align(column.align);
  if (text.empty()) return cell;
  mark_table_place(table_, place.index, context_);
  TextRole role = band_.role;
  role.is_bold = source.is_strong || row.kind != RowKind::body;
  const bool is_key = table_.style == "keyvalue" && place.index == 0;
  if (source.is_mark || is_key) role.color = context_.theme.muted;
  cell.text = context_.text.set(
      context_.text.prepare(text, role, data_.href(row, place.index), column.is_text), cell.width);
  if (!column.is_number || column.align != Align::right) return cell;
  // A mark stands where the whole part of the numbers ends.
  if (source.is_mark && place.width - place.fraction >= cell.text.lines.front().width)
    cell.width -= place.fraction;
  else if (!source.is_mark)
    place_number(text, role, place, cell);
  return cell;
}

Element RowSetter::add_cell_element(const ColumnPlace& place, Element row) {
  const bool is_heading = table_.style == "keyvalue" && place.index == 0;
  const Element element = context_.structure.add(row, is_heading ? Role::table_heading : Role::table_cell);
  if (is_heading) context_.structure.details(element).scope = Scope::row;
  return element;
}

SetRowRef RowSetter::set(const TableRow& row) {
  auto out = std::make_shared<SetRow>();
  out->leading = band_.role.leading;
  out->size = band_.role.size;
  out->width = width_;
  out->kind = row.kind;
  out->cells.reserve(band_.columns.size());
  const Element row_element = add_element(context_, Role::table_row);
  for (const ColumnPlace& place : band_.columns) {
    out->cells.push_back(set_cell(row, place));
    out->cells.back().element = add_cell_element(place, row_element);
    out->lines = std::max(out->lines, out->cells.back().text.lines.size());
  }
  return out;
}

SetRowRef RowSetter::set_group(const TableRow& row) {
  auto out = std::make_shared<SetRow>();
  TextRole role = band_.role;
  role.is_bold = true;
  out->leading = role.leading;
  out->size = role.size;
  out->width = width_;
  out->kind = RowKind::group;
  mark_table_place(table_, data_.columns().size(), context_);
  SetCell cell;
  cell.x = row.level * indent_width;
  cell.width = width_ - cell.x;
  cell.align = LineAlign::start;
  cell.text = context_.text.set(data_.group_title(row), role, cell.width);
  out->lines = std::max<size_t>(1, cell.text.lines.size());
  const Element row_element = add_element(context_, Role::table_row);
  cell.element = context_.structure.add(row_element, Role::table_heading);
  ElementDetails& details = context_.structure.details(cell.element);
  details.scope = Scope::row;
  details.columns = band_.columns.size();
  out->cells.push_back(std::move(cell));
  return out;
}

std::vector<Strip> row_strips(const SetRowRef& row, const LayoutContext& context) {
  const double height = row->leading * static_cast<double>(row->lines) + 2 * row_padding;
  std::vector<Strip> strips;
  const bool is_whole = height <= most_of_page * context.flow.page_height();
  const size_t step = is_whole ? row->lines : 1;
  for (size_t from = 0; from < row->lines; from += step) {
    const Part part{from, from + step, from == 0, from + step == row->lines};
    Strip strip;
    strip.height = row->leading * static_cast<double>(step) + (part.is_first ? row_padding : 0) +
                   (part.is_last ? row_padding : 0);
    strip.paint = [row, part, theme = &context.theme](Page& page, Point at) {
      draw_part(page, at, *row, part, *theme);
    };
    strips.push_back(std::move(strip));
  }
  return strips;
}

}  // namespace kvali::pdf
