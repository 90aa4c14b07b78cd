#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/known_headings.hpp"
#include "table/table.hpp"

namespace kvali {

/// What the cells of a column look like.  A share is of the cells that are filled.
struct ColumnProfile {
  std::string heading;
  std::optional<Period> month;        ///< The heading itself, or the upper one of two, is a month.
  std::string below;                  ///< What stands below the month: "Target", "Actual"; mostly "".
  std::vector<std::string> examples;  ///< The first different cells, three at most.
  std::size_t filled = 0;
  bool numbers = false;  ///< Nearly all cells are.
  bool periods = false;  ///< Nearly all cells are months, days, quarters or years.
  bool years = false;    ///< All numbers are years, and so dates rather than figures.
};

/// A column and what it is taken for; nothing = left out.
struct ColumnGuess {
  ColumnProfile profile;
  std::optional<HeadingMeaning> meaning;
};

/// How a table of figures is most probably meant.
struct TableGuess {
  std::vector<ColumnGuess> columns;
  bool months_across = false;  ///< The columns headed by months hold the figures.
  bool tags = false;           ///< The first row is no data: it tags the columns ("#adm1+code", HXL).
};

/// A guess for every column, from its heading and its cells.  Never more than one column for a meaning,
/// but for values: a table without a column of indicators may have a column for each of them.  Women and men
/// are taken together or not at all, and the total beside them is the value.
[[nodiscard]] TableGuess guess_columns(const Table& table);

/// The column taken for this, or null.
[[nodiscard]] const ColumnGuess* column_of(const TableGuess& guess, HeadingMeaning meaning);

/// The column that tells indicators apart: codes, else titles, else null.
[[nodiscard]] const ColumnGuess* indicator_column(const TableGuess& guess);

/// Does the column hold what was achieved, by all or by one sex?
[[nodiscard]] bool is_figure(const ColumnGuess& column);

/// Does the column hold what was achieved in the month that heads it?
[[nodiscard]] bool is_figure_of_month(const ColumnGuess& column);

/// The columns that hold what was achieved, of a month each where months stand across.
[[nodiscard]] std::vector<const ColumnGuess*> figure_columns(const TableGuess& guess);

}  // namespace kvali
