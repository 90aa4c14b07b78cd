#include "layout.hpp"

#include <algorithm>
#include <optional>

#include "display.hpp"
#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// Cells of a table, most of which are empty in a sheet with a stray cell far out.
constexpr uint64_t most_table_cells = uint64_t{1} << 28;
/// How far below a title its table may begin.
constexpr size_t title_reach_rows = 20;

/// What one row of the box holds.
struct RowContent {
  uint32_t row = 0;
  uint32_t filled = 0;  ///< Cells with content.
  uint32_t first = 0;   ///< Column of the first of them.
};

class TableFinder {
 public:
  TableFinder(const SheetView& sheet, Box box, const Options& options)
      : sheet_(sheet), box_(box), options_(options) {}

  Layout run() {
    const CellStore& cells = sheet_.content.cells;
    box_.last_row = std::min(box_.last_row, cells.last_row());
    box_.last_column = std::min(box_.last_column, cells.last_column());
    box_.first_row = std::max(box_.first_row, cells.first_row());
    box_.first_column = std::max(box_.first_column, cells.first_column());
    refuse_wide();
    choose_columns();
    read_rows();
    if (!options_.below.empty()) start_below();
    if (rows_.empty())
      throw Error("there are no rows" + whence() + "\nhint: see whether sheet and range are right");
    take_header();
    take_data();
    drop_empty_columns();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string whence() const {
    if (!options_.below.empty()) return " below '" + options_.below + "'";
    return options_.range.empty() ? " on the sheet" : " in the range " + options_.range;
  }

  void refuse_wide() const {
    if (box_.last_row < box_.first_row || box_.last_column < box_.first_column) return;
    const uint64_t rows = box_.last_row - box_.first_row + 1;
    const uint64_t columns = box_.last_column - box_.first_column + 1;
    if (rows * columns > most_table_cells)
      throw Error("the sheet reaches from " + cell_name(box_.first_row, box_.first_column) + " to " +
                  cell_name(box_.last_row, box_.last_column) +
                  ", more than a table can have\nhint: set range to the table");
  }

  void choose_columns() {
    for (uint32_t c = box_.first_column; c <= box_.last_column; ++c) {
      if (options_.hidden || !sheet_.content.column_hidden(c))
        columns_.push_back(c);
      else
        hidden_columns_.push_back(c);
    }
  }

  [[nodiscard]] RowContent content_of(uint32_t row) const {
    RowContent content{row};
    for (const uint32_t c : columns_) {
      if (sheet_.content.cells.at(row, c).is_empty()) continue;
      if (content.filled++ == 0) content.first = c;
    }
    return content;
  }

  /// Rows that a reader sees, blank ones too: a blank row ends a table below a title.
  void read_rows() {
    for (uint32_t row = box_.first_row; row <= box_.last_row; ++row) {
      const RowContent content = content_of(row);
      if (options_.hidden || !sheet_.content.row_hidden(row))
        rows_.push_back(content);
      else if (content.filled > 0)
        out_.hidden_rows.push_back(row);
    }
    if (options_.below.empty()) drop_blank();
  }

  void drop_blank() {
    std::erase_if(rows_, [](const RowContent& row) { return row.filled == 0; });
  }

  [[nodiscard]] bool is_title(const RowContent& row, bool exactly) const {
    if (row.filled == 0) return false;
    const std::string text = with_single_spaces(sheet_.text(row.row, row.first));
    const std::string wanted = with_single_spaces(options_.below);
    return exactly ? text == wanted : lower_ascii(text) == lower_ascii(wanted);
  }

  /// Keeps the rows between the title and the next blank row.
  void start_below() {
    auto title =
        std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return is_title(row, true); });
    if (title == rows_.end())
      title = std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return is_title(row, false); });
    if (title == rows_.end())
      throw Error("no row starts with '" + options_.below +
                  "'\nhint: write below as the first cell with content of the row above the table reads");
    const auto filled = [](const RowContent& row) { return row.filled > 0; };
    const auto first = std::find_if(title + 1, rows_.end(), filled);
    const auto last = std::find_if_not(first, rows_.end(), filled);
    rows_ = {first, last};
    const uint32_t first_row = rows_.empty() ? 0 : rows_.front().row;
    const uint32_t last_row = rows_.empty() ? 0 : rows_.back().row;
    std::erase_if(out_.hidden_rows, [&](uint32_t row) { return row < first_row || row > last_row; });
  }

  [[nodiscard]] bool is_skipped(const RowContent& row) const {
    if (options_.skip_rows_starting_with.empty()) return false;
    const std::string text = sheet_.text(row.row, row.first);
    return std::any_of(options_.skip_rows_starting_with.begin(), options_.skip_rows_starting_with.end(),
                       [&](const std::string& start) { return !start.empty() && text.starts_with(start); });
  }

  /// A title has one cell with content and a wider row near below it.  The upper of several heading
  /// rows may have one cell too, but not in the first column.
  [[nodiscard]] bool looks_like_title(size_t at) const {
    const RowContent& row = rows_[at];
    if (row.filled != 1 || (options_.header_rows > 1 && row.first != first_column_)) return false;
    const size_t end = std::min(rows_.size(), at + 1 + title_reach_rows);
    return std::any_of(rows_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       rows_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const RowContent& below) { return below.filled > 1; });
  }

  /// Moves `next_` behind the heading rows.
  void take_header() {
    std::erase_if(rows_, [&](const RowContent& row) { return is_skipped(row); });
    if (options_.header == 0) return;
    first_column_ = most_columns;
    for (const RowContent& row : rows_) first_column_ = std::min(first_column_, row.first);
    if (options_.header == 1)
      while (next_ < rows_.size() && looks_like_title(next_)) ++next_;
    else
      next_ = static_cast<size_t>(options_.header - 1);
    const auto count = static_cast<size_t>(options_.header_rows);
    if (next_ + count > rows_.size())
      throw Error("the headings are to stand in row " + std::to_string(next_ + count) + ", but there are " +
                  std::to_string(rows_.size()) + " rows with content" + whence() +
                  "\nhint: set header and header_rows to the rows of the headings");
    for (size_t i = 0; i < count; ++i) out_.header_rows.push_back(rows_[next_++].row);
  }

  void take_data() {
    for (size_t i = next_; i < rows_.size(); ++i) out_.rows.push_back(rows_[i].row);
  }

  [[nodiscard]] bool has_content(uint32_t column) const {
    const auto filled = [&](uint32_t row) { return !sheet_.content.cells.at(row, column).is_empty(); };
    return std::any_of(out_.header_rows.begin(), out_.header_rows.end(), filled) ||
           std::any_of(out_.rows.begin(), out_.rows.end(), filled);
  }

  void drop_empty_columns() {
    for (const uint32_t c : columns_)
      if (has_content(c)) out_.columns.push_back(c);
    for (const uint32_t c : hidden_columns_)
      if (has_content(c)) out_.hidden_columns.push_back(c);
  }

  const SheetView& sheet_;
  Box box_;
  const Options& options_;
  std::vector<uint32_t> columns_;
  std::vector<uint32_t> hidden_columns_;
  std::vector<RowContent> rows_;
  uint32_t first_column_ = 0;
  size_t next_ = 0;
  Layout out_;
};

}  // namespace

std::string SheetView::text(uint32_t row, uint32_t column) const {
  return display_text(content.cells.at(row, column), texts);
}

Layout find_table(const SheetView& sheet, Box box, const Options& options) {
  return TableFinder(sheet, box, options).run();
}

}  // namespace kvali::xlsx
