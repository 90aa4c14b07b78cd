#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace kvali {

/// Columns of equal length under one name.
class Table {
 public:
  Table() = default;
  explicit Table(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] std::vector<Column>& columns() { return columns_; }
  Column& add(std::string name, Type type);
  [[nodiscard]] const Column* find(std::string_view name) const;
  [[nodiscard]] Column* find(std::string_view name);
  /// The column, which must exist (ours to guarantee).
  [[nodiscard]] const Column& at(std::string_view name) const;
  [[nodiscard]] Column& at(std::string_view name);
  /// The cell, or "not recorded" where the table has no such column.
  [[nodiscard]] Scalar scalar(std::string_view column, std::size_t row) const;

  /// Evidence of a whole row; one entry per row, or none at all.
  std::vector<EvidenceId> row_evidence;
  [[nodiscard]] EvidenceId row_evidence_of(std::size_t row) const {
    return row < row_evidence.size() ? row_evidence[row] : 0;
  }
  /// Evidence of a cell: its own, else its row's.
  [[nodiscard]] EvidenceId evidence(const Column& column, std::size_t row) const;

 private:
  std::string name_;
  std::vector<Column> columns_;
};

/// The rows of `table` in the given order (indices may repeat or leave rows out), evidence included.
[[nodiscard]] Table take_rows(const Table& table, const std::vector<std::size_t>& rows);

}  // namespace kvali
