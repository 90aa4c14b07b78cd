#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "collect/arrow_import.hpp"

namespace kvali {

/// The columns of a source's table as a map speaks of them: by heading or by letters.  Columns of
/// notes belong to the column they comment and are not found by name.
class RawColumns {
 public:
  /// `raw` must outlive this.
  explicit RawColumns(const RawTable& raw);

  [[nodiscard]] const std::vector<const Column*>& all() const { return columns_; }
  [[nodiscard]] const std::string& heading(const Column& column) const;
  /// The column headed `name`: exactly, else after folding, else the one at these letters ("A").
  [[nodiscard]] const Column* find(std::string_view name) const;
  /// Where the column stands in its sheet or line, from 1; else its place in the table.
  [[nodiscard]] std::size_t position(const Column& column) const;
  /// The position as a spreadsheet names it: "A", "AB".
  [[nodiscard]] std::string letters(const Column& column) const;
  [[nodiscard]] std::vector<std::string> headings() const;
  /// The column that holds the notes on this one, or null.
  [[nodiscard]] const Column* notes_on(const Column& column) const;

 private:
  const RawTable& raw_;
  std::vector<const Column*> columns_;
};

/// A spreadsheet's column letters as a number from 1: A = 1, Z = 26, AA = 27; 0 if they are none.
[[nodiscard]] std::size_t letter_number(std::string_view letters);

}  // namespace kvali
