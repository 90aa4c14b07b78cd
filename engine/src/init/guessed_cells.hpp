#pragma once

#include <string>

#include "init/guess.hpp"

namespace kvali {

/// The cells of a table whose columns were guessed.  Both are borrowed.
class GuessedCells {
 public:
  GuessedCells(const Table& table, const TableGuess& guess);

  /// Below the row of tags, if there is one.
  [[nodiscard]] std::size_t first_row() const { return guess_.tags ? 1 : 0; }
  /// Trimmed; "" of no column and of an empty cell.
  [[nodiscard]] std::string text(const ColumnGuess* column, std::size_t row) const;
  /// Does the row say what was achieved?
  [[nodiscard]] bool has_figure(std::size_t row) const;

 private:
  const Table& table_;
  const TableGuess& guess_;
  std::vector<const ColumnGuess*> figures_;
};

}  // namespace kvali
