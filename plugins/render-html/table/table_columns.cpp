#include "table/table_columns.hpp"

#include <algorithm>
#include <cmath>

#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

Align align_of(const FieldView& field) {
  const std::string_view wish = field.meta("kvali:align").value_or("");
  if (wish == "left") return Align::start;
  if (wish == "right") return Align::end;
  if (wish == "center") return Align::center;
  const CellType type = field.type();
  const bool right = is_numeric(type) || type == CellType::day || type == CellType::instant;
  return right ? Align::end : Align::start;
}

int width_of(const FieldView& field) {
  constexpr double widest_mm = 120;
  const auto width = parse_number(field.meta("kvali:width").value_or(""));
  return width && *width > 0 ? static_cast<int>(std::lround(std::min(*width, widest_mm) / 10)) : 0;
}

/// The head as a grid: a row for each level of groups, the labels of the columns as the last one. Every
/// position belongs to a group, to a column's label, or (-1) to what stands below it.
class HeadGrid {
 public:
  HeadGrid(const std::vector<TableColumn>& columns, const std::vector<ColumnGroup>& groups)
      : columns_(columns), groups_(groups) {
    constexpr int most_levels = 8;
    int levels = 0;
    for (const ColumnGroup& group : groups)
      levels = std::max(levels, std::min(group.level, most_levels - 1) + 1);
    rows_ = static_cast<size_t>(levels) + 1;
    owner_.assign(rows_, std::vector<int>(columns.size(), none));
    for (size_t g = 0; g < groups.size(); ++g) place(g);
  }

  void append(std::string& out) const {
    append_column_groups(out);
    out += "<thead>\n";
    for (size_t row = 0; row < rows_; ++row) {
      out += "<tr>";
      for (size_t column = 0; column < columns_.size();) column += append_cell(out, row, column);
      out += "</tr>\n";
    }
    out += "</thead>\n";
  }

 private:
  static constexpr int none = -1;

  void place(size_t g) {
    const ColumnGroup& group = groups_[g];
    if (group.level < 0 || static_cast<size_t>(group.level) + 2 > rows_) return;
    std::vector<int>& row = owner_[rows_ - 2 - static_cast<size_t>(group.level)];
    for (size_t c = 0; c < columns_.size(); ++c)
      if (std::find(group.columns.begin(), group.columns.end(), columns_[c].name) != group.columns.end())
        row[c] = static_cast<int>(g);
  }

  // The row whose content a position shows: its own, or the next one below that has some.
  [[nodiscard]] size_t shown_row(size_t row, size_t column) const {
    while (row + 1 < rows_ && owner_[row][column] == none) ++row;
    return row;
  }
  [[nodiscard]] bool begins(size_t row, size_t column) const {
    return row == 0 || owner_[row - 1][column] != none;
  }

  // Returns how many columns were dealt with.
  size_t append_cell(std::string& out, size_t row, size_t column) const {
    if (!begins(row, column)) return 1;  // Covered from above.
    const size_t shown = shown_row(row, column);
    const bool is_label = shown + 1 == rows_;
    size_t span = 1;
    while (!is_label && column + span < columns_.size() && begins(row, column + span) &&
           shown_row(row, column + span) == shown && owner_[shown][column + span] == owner_[shown][column])
      ++span;
    out += "<th";
    if (span > 1) out += " colspan=\"" + std::to_string(span) + "\"";
    if (shown > row) out += " rowspan=\"" + std::to_string(shown - row + 1) + "\"";
    if (is_label)
      append_label(out, columns_[column]);
    else
      append_group(out, groups_[static_cast<size_t>(owner_[shown][column])], span);
    out += "</th>";
    return span;
  }

  static void append_label(std::string& out, const TableColumn& column) {
    if (column.align == Align::end) out += " class=\"n\"";
    if (column.align == Align::center) out += " class=\"c\"";
    out += " scope=\"col\">";
    append_escaped(out, column.label);
    if (!column.unit.empty()) out += " <span class=\"unit\">" + escaped(column.unit) + "</span>";
  }

  void append_group(std::string& out, const ColumnGroup& group, size_t span) const {
    const bool is_lowest = group.level == 0 && span > 1;
    out += is_lowest ? " class=\"over\" scope=\"colgroup\">" : " class=\"over\" scope=\"col\">";
    append_escaped(out, group.text);
  }

  // A th with the scope colgroup wants a colgroup of the same extent.
  void append_column_groups(std::string& out) const {
    const auto owner = [&](size_t c) { return rows_ > 1 ? owner_[rows_ - 2][c] : none; };
    for (size_t c = 0; c < columns_.size();) {
      size_t end = c + 1;
      while (end < columns_.size() && owner(end) == owner(c) && joins(end - 1, end)) ++end;
      out += "<colgroup>";
      for (; c < end; ++c) {
        const int width = columns_[c].width_cm;
        out += width > 0 ? "<col class=\"w" + std::to_string(width) + "\">" : "<col>";
      }
      out += "</colgroup>\n";
    }
  }
  // Columns of one group that different groups above part are headed by two cells.
  [[nodiscard]] bool joins(size_t left, size_t right) const {
    if (rows_ < 2 || owner_[rows_ - 2][left] == none) return true;
    for (size_t row = 0; row + 2 < rows_; ++row)
      if ((owner_[row][left] == none) != (owner_[row][right] == none)) return false;
    return true;
  }

  const std::vector<TableColumn>& columns_;
  const std::vector<ColumnGroup>& groups_;
  size_t rows_ = 1;
  std::vector<std::vector<int>> owner_;
};

}  // namespace

bool is_shown(const FieldView& field) {
  const std::string_view role = field.role();
  return role.empty() || role == "target";
}

bool is_numeric(CellType type) {
  return type == CellType::integer || type == CellType::real || type == CellType::decimal;
}

std::vector<TableColumn> read_columns(const ArrowSchema& schema) {
  std::vector<TableColumn> columns;
  for (const FieldView& field : fields(schema)) {
    if (!is_shown(field)) continue;
    TableColumn column;
    column.name = field.name();
    column.label = field.label();
    column.unit = field.meta("kvali:unit").value_or("");
    column.align = align_of(field);
    column.width_cm = width_of(field);
    columns.push_back(std::move(column));
  }
  return columns;
}

void append_table_head(std::string& out, const std::vector<TableColumn>& columns,
                       const std::vector<ColumnGroup>& groups) {
  HeadGrid(columns, groups).append(out);
}

}  // namespace kvali::html
