#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "kvali/plugin.h"
#include "locale/locale.hpp"

namespace kvali {

/// What turning cells into Arrow batches needs beside the cells.
struct ExportStyle {
  const Document& document;
  const Locale& locale;
  bool wants_text = false;  ///< KVALI_NEEDS_TEXT: add display texts.
};

/// One column as a renderer gets it.  Companions of a column follow it (plugin.h, "kvali:role").
class ColumnExport {
 public:
  virtual ~ColumnExport() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual std::string format() const = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> metadata() const = 0;
  /// Appends the cell of a row to the buffers; false: null (something of the right width was appended).
  virtual bool append(const Table& table, std::size_t row, std::string& data) const = 0;
};

/// Schema and batches of a table of the document.  The engine owns them all; a renderer borrows.
class TableExport {
 public:
  TableExport(const std::vector<ColumnSpec>& columns, const Table& data, const std::string& anchor_column,
              bool evidence_links, const ExportStyle& style);
  /// A chart's data: its category and its series.
  TableExport(const Chart& chart, const ExportStyle& style);
  TableExport(const TableExport&) = delete;
  TableExport& operator=(const TableExport&) = delete;
  ~TableExport();

  [[nodiscard]] const ArrowSchema* schema() const { return &schema_; }
  /// The rows [first, first + count) of `table`, which has the columns of the one given above.  Valid
  /// until the next call.
  const ArrowArray* batch(const Table& table, std::size_t first, std::size_t count);

 private:
  struct Buffers {
    std::string valid, offsets, data;
    const void* pointers[3] = {nullptr, nullptr, nullptr};
  };
  void add(std::unique_ptr<ColumnExport> column) { columns_.push_back(std::move(column)); }
  void add_value(const ColumnSpec& spec, const Table& data, bool evidence_links, const ExportStyle& style);
  void finish_schema();

  std::vector<std::unique_ptr<ColumnExport>> columns_;
  std::deque<std::string> texts_;
  std::vector<ArrowSchema> fields_;
  std::vector<ArrowSchema*> field_pointers_;
  ArrowSchema schema_{};
  std::vector<Buffers> buffers_;
  std::vector<ArrowArray> arrays_;
  std::vector<ArrowArray*> array_pointers_;
  const void* no_validity_ = nullptr;
  ArrowArray batch_{};
};

/// Rows of a batch handed to a renderer.
inline constexpr std::size_t batch_rows = 4096;

}  // namespace kvali
