#include "init/telling_apart.hpp"

#include <array>
#include <set>
#include <string>

#include "base/text.hpp"
#include "init/guessed_cells.hpp"
#include "model/known_headings.hpp"

namespace kvali {

namespace {

/// More groups than this make a table of names, not a breakdown.
constexpr std::size_t most_groups = 30;

/// What a row is about, by the columns in use; "" where it is no record.
class RowKeys {
 public:
  RowKeys(const Table& table, const TableGuess& guess) : cells_(table, guess) {
    parts_.push_back(indicator_column(guess));
    for (const HeadingMeaning part :
         {HeadingMeaning::period, HeadingMeaning::place, HeadingMeaning::organisation, HeadingMeaning::sex,
          HeadingMeaning::age, HeadingMeaning::group})
      parts_.push_back(column_of(guess, part));
  }

  [[nodiscard]] std::string operator()(std::size_t row) const {
    if (parts_.front() != nullptr && cells_.text(parts_.front(), row).empty()) return {};
    if (!cells_.has_figure(row)) return {};
    std::string key = "\n";
    for (const ColumnGuess* part : parts_) key += fold_key(cells_.text(part, row)) + '\n';
    return key;
  }

 private:
  GuessedCells cells_;
  std::vector<const ColumnGuess*> parts_;
};

bool tells_apart(const Table& table, const TableGuess& guess, const ColumnGuess& column) {
  if (names_persons(column.profile.heading)) return false;
  const RowKeys keys(table, guess);
  const GuessedCells cells(table, guess);
  std::set<std::string> rows, groups;
  for (std::size_t row = cells.first_row(); row < table.rows(); ++row) {
    const std::string key = keys(row);
    if (key.empty()) continue;
    const std::string group = fold_key(cells.text(&column, row));
    groups.insert(group);
    if (group.empty() || groups.size() > most_groups || !rows.insert(key + group).second) return false;
  }
  return are_groups(groups.size(), rows.size());
}

}  // namespace

std::size_t count_twins(const Table& table, const TableGuess& guess) {
  const RowKeys keys(table, guess);
  std::set<std::string> rows;
  std::size_t twins = 0;
  for (std::size_t row = GuessedCells(table, guess).first_row(); row < table.rows(); ++row) {
    std::string key = keys(row);
    if (!key.empty() && !rows.insert(std::move(key)).second) ++twins;
  }
  return twins;
}

void take_column_telling_apart(const Table& table, TableGuess& guess) {
  if (figure_columns(guess).empty() || count_twins(table, guess) == 0) return;
  for (ColumnGuess& column : guess.columns) {
    if (column.meaning || column.profile.month || column.profile.numbers ||
        !tells_apart(table, guess, column))
      continue;
    column.meaning = HeadingMeaning::group;
    return;
  }
}

}  // namespace kvali
