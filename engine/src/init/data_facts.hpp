#pragma once

#include <optional>
#include <string>
#include <vector>

#include "init/guess.hpp"

namespace kvali {

/// One indicator that the data speak of.
struct FoundIndicator {
  std::string code;
  std::string title;
  std::string unit;
  bool latest = false;  ///< A stock: months do not add up.
  int decimals = 0;     ///< The most that one of its figures has, up to 2.
};

/// What a report needs to know of its data beyond the columns.
struct DataFacts {
  std::vector<FoundIndicator> indicators;  ///< In the order of the data.
  std::optional<Period> first;             ///< Earliest period with a figure.
  std::optional<Period> last;              ///< Latest.
  PeriodKind frequency = PeriodKind::month;
  std::size_t twins =
      0;  ///< Rows that say the same as an earlier one by all columns in use, but for the figure.
};

/// Reads all rows by the guess.  A row without indicator or period counts nothing.
[[nodiscard]] DataFacts facts_of(const Table& table, const TableGuess& guess);

/// Columns taken for values, each an indicator of its own, where no column names indicators.
[[nodiscard]] std::vector<const ColumnGuess*> value_columns(const TableGuess& guess);

/// The column that tells indicators apart: codes, else titles, else null.
[[nodiscard]] const ColumnGuess* indicator_column(const TableGuess& guess);

}  // namespace kvali
