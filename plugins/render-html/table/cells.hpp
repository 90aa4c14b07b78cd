#pragma once

#include <array>
#include <kvali/plugin.hpp>
#include <optional>
#include <string>
#include <vector>

#include "page/page.hpp"
#include "table/table_columns.hpp"

namespace kvali::html {

/// The rows of one borrowed batch, written cell by cell.
class Cells {
 public:
  Cells(const ArrowSchema& schema, const ArrowArray& batch);

  /// Of shown columns.
  [[nodiscard]] size_t count() const { return shown_.size(); }
  /// Appends a row. `columns` are those of the table, as many as are shown here.
  void append_row(Page& page, const std::vector<TableColumn>& columns, int64_t row, bool is_subtotal) const;

 private:
  enum Companion : size_t { as_text, as_mark, as_href, as_status, as_note, as_indent, as_strong, companions };
  struct Shown {
    size_t at;
    std::array<int, companions> companion;  // Column of the batch, or -1.
  };
  void append_cell(Page& page, const TableColumn& column, const Shown& shown, int64_t row, bool is_heading,
                   std::string_view targets) const;
  /// The ids of a row, parted by spaces.
  [[nodiscard]] std::string_view anchors(int64_t row) const;
  [[nodiscard]] std::optional<std::string_view> text_of(const Shown& shown, Companion which,
                                                        int64_t row) const;
  void append_classes(std::string& out, const TableColumn& column, const Shown& shown, int64_t row) const;
  void append_content(std::string& out, const Shown& shown, int64_t row) const;
  [[nodiscard]] bool is_strong(const Shown& shown, int64_t row) const;

  std::vector<ColumnView> all_;
  std::vector<Shown> shown_;
  int anchor_ = -1;
};

}  // namespace kvali::html
