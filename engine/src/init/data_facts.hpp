#pragma once

#include <optional>
#include <string>
#include <vector>

#include "init/guess.hpp"
#include "init/over_time.hpp"

namespace kvali {

/// One indicator that the data speak of.
struct FoundIndicator {
  std::string code;
  std::string title;
  std::string unit;
  OverTime over_time;
  int decimals = 0;  ///< The most that one of its figures has, up to 2.
};

/// What a report needs to know of its data beyond the columns.
struct DataFacts {
  std::vector<FoundIndicator> indicators;  ///< In the order of the data.
  std::optional<Period> first;             ///< Earliest period with a figure.
  std::optional<Period> last;              ///< Latest.
  PeriodKind frequency = PeriodKind::month;
  std::size_t twins = 0;  ///< As count_twins() says.
  bool georgian = false;  ///< A heading or cell has Georgian letters.
};

/// Reads all rows by the guess.  A row without indicator or period counts nothing.  `name` is that of the
/// only indicator where neither a column nor a heading has one.
[[nodiscard]] DataFacts facts_of(const Table& table, const TableGuess& guess, const std::string& name);

/// How the periods of each indicator are taken to make one figure, a sentence for each way.
[[nodiscard]] std::vector<std::string> guesses_over_time(const DataFacts& facts);

/// What the indicator of a column is called: its heading, but a mere "Total" is that of the file called
/// `name`.
[[nodiscard]] std::string indicator_of_column(const ColumnGuess& column, const std::string& name);

/// Columns taken for values, each an indicator of its own, where no column names indicators.
[[nodiscard]] std::vector<const ColumnGuess*> value_columns(const TableGuess& guess);

/// Are women and men the only thing that tells of the figures: one indicator without a name?
[[nodiscard]] bool is_one_indicator(const TableGuess& guess);

}  // namespace kvali
