#include "layout/table_head.hpp"

#include <algorithm>

#include "layout/table_rows.hpp"
#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

constexpr double header_rule = 0.75;
constexpr double group_rule = 0.5;

/// Builds the strips above a table's rows.
class HeadSetter {
 public:
  HeadSetter(const Block& table, const Band& band, LayoutContext& context, double width)
      : table_(table), band_(band), context_(context), width_(width) {}

  std::vector<Strip> set() {
    std::vector<Strip> strips;
    if (table_.style == "keyvalue") return strips;
    for (int level = deepest_group(); level >= 0; --level)
      if (has_group(level)) strips.push_back(group_row(level));
    strips.push_back(label_row());
    for (Strip& strip : strips) strip.keep_with_next = true;
    return strips;
  }

 private:
  static constexpr int most_levels = 8;

  [[nodiscard]] int deepest_group() const {
    int deepest = -1;
    for (const ColumnGroup& group : table_.table->column_groups()) deepest = std::max(deepest, group.level);
    return std::min(deepest, most_levels);
  }
  [[nodiscard]] bool has_group(int level) const {
    const auto& groups = table_.table->column_groups();
    return std::any_of(groups.begin(), groups.end(), [&](const ColumnGroup& g) { return g.level == level; });
  }

  // The group of a level that a column stands under; null where there is none.
  [[nodiscard]] const ColumnGroup* group_over(const ColumnPlace& place, int level) const {
    const std::string& name = table_.table->columns()[place.index].name;
    for (const ColumnGroup& group : table_.table->column_groups())
      if (group.level == level &&
          std::find(group.columns.begin(), group.columns.end(), name) != group.columns.end())
        return &group;
    return nullptr;
  }

  // How many neighbouring columns of this band, from `first` on, a group's heading stands over.
  [[nodiscard]] size_t columns_under(const ColumnGroup* group, size_t first, int level) const {
    size_t end = first + 1;
    while (end < band_.columns.size() && group_over(band_.columns[end], level) == group) ++end;
    return end - first;
  }

  Element add_heading(Element row, size_t columns) {
    const Element heading = context_.structure.add(row, Role::table_heading);
    if (columns > 1) context_.structure.details(heading).columns = columns;
    return heading;
  }

  TextRole heading_role() const {
    TextRole role = band_.role;
    role.is_bold = true;
    return role;
  }

  // A head must leave room for rows. No honest heading is that long.
  void cut_lines(SetRow& row, double share_of_page) const {
    const auto most = static_cast<size_t>(share_of_page * context_.flow.page_height() / row.leading);
    if (row.lines <= most) return;
    row.lines = most;
    for (SetCell& cell : row.cells)
      if (cell.text.lines.size() > most) cell.text.lines.resize(most);
    context_.warn(
        "[L-06] a heading of a table takes too much of the page; its end is left out\nhint: shorten it",
        "table \"" + shortened(table_.text.empty() ? table_.id : table_.text, 40) + "\"");
  }

  Strip group_row(int level) {
    auto row = std::make_shared<SetRow>();
    const TextRole role = heading_role();
    row->leading = role.leading;
    row->size = role.size;
    row->width = width_;
    const Element row_element = add_element(context_, Role::table_row);
    size_t count = 1;
    for (size_t first = 0; first < band_.columns.size(); first += count) {
      const ColumnGroup* group = group_over(band_.columns[first], level);
      count = group == nullptr ? 1 : columns_under(group, first, level);
      if (group == nullptr) {
        context_.structure.add(row_element, Role::table_cell);  // Nothing stands over this column.
        continue;
      }
      const ColumnPlace& last = band_.columns[first + count - 1];
      SetCell cell;
      cell.x = band_.columns[first].x;
      mark_table_place(table_, table_.table->columns().size(), context_);
      cell.width = last.x + last.width - cell.x;
      cell.align = LineAlign::center;
      cell.element = add_heading(row_element, count);
      cell.text = context_.text.set(group->text, role, cell.width);
      row->lines = std::max(row->lines, cell.text.lines.size());
      row->cells.push_back(std::move(cell));
    }
    cut_lines(*row, 0.1);
    Strip strip;
    strip.height = row->leading * static_cast<double>(row->lines) + 2 * row_padding;
    strip.paint = [row, rule = context_.theme.ink, height = strip.height](Page& page, Point at) {
      for (const SetCell& cell : row->cells) {
        const double top =
            at.y + row_padding + row->leading * static_cast<double>(row->lines - cell.text.lines.size());
        draw_text(page, cell.text, {at.x + cell.x, top}, cell.width, cell.align, cell.element);
        const double y = at.y + height - group_rule / 2;
        page.canvas.stroke_line({at.x + cell.x, y}, {at.x + cell.x + cell.width, y}, group_rule, rule);
      }
    };
    return strip;
  }

  Strip label_row() {
    auto row = std::make_shared<SetRow>();
    const TextRole role = heading_role();
    row->leading = role.leading;
    row->size = role.size;
    row->width = width_;
    const Element row_element = add_element(context_, Role::table_row);
    for (const ColumnPlace& place : band_.columns) {
      const TableColumn& column = table_.table->columns()[place.index];
      mark_table_place(table_, place.index, context_);
      SetCell cell;
      cell.element = add_heading(row_element, 1);
      cell.x = place.x;
      cell.width = place.width;
      if (column.align == Align::right)
        cell.align = LineAlign::right;
      else if (column.align == Align::center)
        cell.align = LineAlign::center;
      else
        cell.align = LineAlign::start;
      cell.text = context_.text.set(column_heading(column), role, cell.width);
      row->lines = std::max(row->lines, cell.text.lines.size());
      row->cells.push_back(std::move(cell));
    }
    Strip strip;
    cut_lines(*row, 0.4);
    strip.height = row->leading * static_cast<double>(row->lines) + 2 * row_padding;
    strip.paint = [row, ink = context_.theme.ink, height = strip.height](Page& page, Point at) {
      for (const SetCell& cell : row->cells) {  // All on the rule: short headings stand at the bottom.
        const double top =
            at.y + row_padding + row->leading * static_cast<double>(row->lines - cell.text.lines.size());
        draw_text(page, cell.text, {at.x + cell.x, top}, cell.width, cell.align, cell.element);
      }
      page.canvas.stroke_line({at.x, at.y + height}, {at.x + row->width, at.y + height}, header_rule, ink);
    };
    return strip;
  }

  const Block& table_;
  const Band& band_;
  LayoutContext& context_;
  double width_;
};

}  // namespace

std::vector<Strip> head_strips(const Block& table, const Band& band, LayoutContext& context, double width) {
  return HeadSetter(table, band, context, width).set();
}

std::vector<Strip> text_strips(std::string_view text, const TextRole& role, const TextStrips& how,
                               LayoutContext& context, double width) {
  Collector lines(width);
  mark_place(context, text);
  const auto set =
      std::make_shared<const SetText>(context.text.set(text, role, std::min(width, narrative_width_pt)));
  add_text(set, how, context, lines);
  return std::move(lines.strips());
}

std::vector<Strip> caption_strips(const Block& table, LayoutContext& context, double width) {
  if (table.text.empty()) return {};
  TextRole role = context.theme.body;
  role.is_bold = true;
  std::vector<Strip> strips =
      text_strips(table.text, role, {.space_before = 3 * grid_pt, .role = Role::caption}, context, width);
  for (Strip& strip : strips) strip.keep_with_next = true;
  return strips;
}

std::vector<Strip> continued_head(const Block& table, const std::vector<Strip>& head, LayoutContext& context,
                                  double width) {
  std::vector<Strip> strips;
  const std::string_view word = context.document.attribute("continued");
  std::string line = table.text;
  if (!word.empty()) line += line.empty() ? std::string(word) : " (" + std::string(word) + ")";
  if (!line.empty()) {
    const TextRole& role = context.theme.caption;
    mark_place(context, line);
    const auto text = std::make_shared<const SetText>(context.text.set_one_line(line, role, width));
    Strip strip;
    strip.height = role.leading + row_padding;
    strip.paint = [text, width](Page& page, Point at) { draw_text(page, *text, at, width); };
    strips.push_back(std::move(strip));
  }
  strips.insert(strips.end(), head.begin(), head.end());
  return strips;
}

}  // namespace kvali::pdf
