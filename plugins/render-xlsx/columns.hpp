// The rows of a table or chart, copied out of the borrowed batches.
#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::xlsx {

/// One column of values. Rows count from 0.
class ValueColumn {
 public:
  explicit ValueColumn(const FieldView& field) : type_(field.type()) {}

  void append(const ColumnView& cells);

  [[nodiscard]] CellType type() const { return type_; }
  [[nodiscard]] bool is_number() const;
  [[nodiscard]] bool null(size_t row) const { return !present_[row]; }
  [[nodiscard]] std::string_view text(size_t row) const;
  /// Integers, dates (days) and timestamps (microseconds).
  [[nodiscard]] int64_t integer(size_t row) const { return integers_[row]; }
  [[nodiscard]] bool truth(size_t row) const { return integers_[row] != 0; }
  /// Integers, reals and decimals; rounded where exact() has a text.
  [[nodiscard]] double number(size_t row) const;
  /// All digits of an integer or decimal that has more than the 15 Excel keeps, else "".
  [[nodiscard]] std::string exact(size_t row) const;

 private:
  CellType type_;
  std::vector<bool> present_;
  std::vector<int64_t> integers_;
  std::vector<double> reals_;  // Also decimals.
  std::string bytes_;
  std::vector<size_t> ends_;
  std::map<size_t, std::string> exact_;
};

/// A column the reader sees, with its companions; indices into RowSet::values, -1 = none.
struct ColumnSpec {
  std::string name, label, unit, align, format, timezone;
  double width_mm = 0;
  bool sum = false;
  bool target = false;
  size_t value = 0;
  int mark = -1, href = -1, status = -1, note = -1, indent = -1, strong = -1, cell_format = -1;
};

struct RowSet {
  std::vector<ColumnSpec> columns;
  std::vector<ValueColumn> values;
  size_t rows = 0;
  int anchor = -1;  ///< Ids of the rows, targets of links; index into values.

  /// Takes the columns of the first schema. Throws Error for a column of an unknown type.
  void define(const ArrowSchema& schema, const std::string& where);
  /// Throws Error where the batch has other columns than the table.
  void append(const ArrowSchema& schema, const ArrowArray& batch, const std::string& where);

  [[nodiscard]] const ValueColumn& of(const ColumnSpec& column) const { return values[column.value]; }
  /// Text of a companion in a row, or "".
  [[nodiscard]] std::string_view companion(int index, size_t row) const;
  /// Index into columns, or -1.
  [[nodiscard]] int find(std::string_view name) const;

 private:
  std::vector<int64_t> taken_;  // Position in the schema of each of `values`.
  int64_t width_ = -1;
  void attach_companion(const FieldView& field, int index);
};

}  // namespace kvali::xlsx
