#pragma once

#include <kvali/plugin.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.hpp"
#include "table/table_columns.hpp"

namespace kvali::html {

/// Writes one TABLE as its rows come; nothing of it is kept.
class TableWriter {
 public:
  /// `event` opens the TABLE; `page` outlives the writer.
  TableWriter(Page& page, const kvali_event& event);

  /// Heads columns; only before the first row.
  void add_column_group(std::string_view text, int level, std::string_view columns);
  /// Rows of a batch: level 0 body, 1 subtotal, 2 total. Throws when they have other columns.
  void add_rows(const ArrowSchema& schema, const ArrowArray& batch, int level);
  void open_group(std::string_view text, int level);
  void close_group();
  /// Begins a row with one cell, for what no table should hold.
  void begin_other_content();
  void close();

 private:
  enum class Part { none, body, foot };
  void begin();
  void begin_part(Part part);
  [[nodiscard]] std::string span() const;

  Page& page_;
  std::string caption_, style_, legend_, empty_;
  std::vector<TableColumn> columns_;
  std::vector<ColumnGroup> groups_;
  bool has_begun_ = false;
  bool has_rows_ = false;
  Part part_ = Part::none;
};

}  // namespace kvali::html
