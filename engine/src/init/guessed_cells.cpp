#include "init/guessed_cells.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

GuessedCells::GuessedCells(const Table& table, const TableGuess& guess)
    : table_(table), guess_(guess), figures_(figure_columns(guess)) {}

std::string GuessedCells::text(const ColumnGuess* column, std::size_t row) const {
  if (column == nullptr) return {};
  const Column& cells = table_.at(column->profile.heading);
  return cells.missing(row) ? std::string{} : std::string(trim(canonical_text(cells.scalar(row))));
}

bool GuessedCells::has_figure(std::size_t row) const {
  return std::any_of(figures_.begin(), figures_.end(),
                     [&](const ColumnGuess* column) { return !text(column, row).empty(); });
}

}  // namespace kvali
