#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kvali::pdf {

enum class Align : uint8_t { left, right, center };
enum class Status : uint8_t { none, good, warn, bad };

[[nodiscard]] Status status_from(std::string_view word);

struct TableColumn {
  std::string name;
  std::string label;
  std::string unit;
  Align align = Align::left;
  bool is_number = false;
  bool is_text = true;
  bool is_target = false;  ///< CHART: drawn as a line that the others should reach.
  double width_mm = 0;     ///< Wished for; 0 = as the content wants.
};

/// A table cell; its text lies in the table's pool.
struct Cell {
  uint32_t begin = 0;
  uint32_t size = 0;
  uint8_t indent = 0;
  Status status = Status::none;
  bool is_strong = false;
  bool is_mark = false;  ///< Nothing was recorded: the text is a mark such as an en dash.
};

enum class RowKind : uint8_t { body, subtotal, total, group };

struct TableRow {
  RowKind kind = RowKind::body;
  uint8_t level = 0;        ///< Depth of a row group.
  uint32_t first_cell = 0;  ///< For a group: index into group_titles.
};

struct ColumnGroup {
  std::string text;
  int level = 0;
  std::vector<std::string> columns;
};

/// The rows of a TABLE or CHART, copied out of the borrowed batches: shown texts in one pool, sixteen
/// bytes a cell, and numbers as doubles where a chart wants them.
class TableData {
 public:
  /// Reads the columns of a schema; companions are not columns. Later calls change nothing.
  void set_columns(const ArrowSchema& schema);
  /// Throws kvali::Error when the batch does not fit the columns or is too big to print.
  void add_rows(const ArrowSchema& schema, const ArrowArray& batch, int level, bool keep_numbers);
  void add_group(std::string_view title, int level);
  void add_column_group(ColumnGroup group) { groups_.push_back(std::move(group)); }

  [[nodiscard]] const std::vector<TableColumn>& columns() const { return columns_; }
  [[nodiscard]] const std::vector<TableRow>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<ColumnGroup>& column_groups() const { return groups_; }
  [[nodiscard]] const std::string& group_title(const TableRow& row) const {
    return group_titles_[row.first_cell];
  }
  [[nodiscard]] const Cell& cell(const TableRow& row, size_t column) const {
    return cells_[row.first_cell + column];
  }
  [[nodiscard]] std::string_view text(const Cell& cell) const {
    return std::string_view(pool_).substr(cell.begin, cell.size);
  }
  /// Link of a cell, or "".
  [[nodiscard]] std::string_view href(const TableRow& row, size_t column) const;
  /// Id that links to this row name, or "".
  [[nodiscard]] std::string_view anchor(const TableRow& row) const;
  /// Value for a chart; nothing where none was recorded or it is not finite.
  [[nodiscard]] std::optional<double> number(size_t row, size_t column) const;

 private:
  void add_cell(const ColumnView& data, const std::vector<const ColumnView*>& companions, int64_t row);
  void put_text(Cell& cell, std::string_view text);

  std::vector<TableColumn> columns_;
  std::vector<TableRow> rows_;
  std::vector<Cell> cells_;
  std::vector<ColumnGroup> groups_;
  std::vector<std::string> group_titles_;
  std::unordered_map<uint32_t, std::string> hrefs_;    // By cell; looked up, never walked through.
  std::unordered_map<uint32_t, std::string> anchors_;  // By the row's first cell.
  std::vector<double> numbers_;                        // Row by row; NaN = nothing.
  std::string pool_;
};

}  // namespace kvali::pdf
