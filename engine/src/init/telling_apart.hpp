#pragma once

#include "init/guess.hpp"

namespace kvali {

/// Rows that agree in everything but the figure cannot both count, unless a column that is not used yet tells
/// them apart: cluster, activity, office.  That column is then taken for a group.  Nothing changes if all
/// rows differ already, or if the column would make more groups than a report can print.
void take_column_telling_apart(const Table& table, TableGuess& guess);

/// How many rows say the same as an earlier one by all columns in use, but for the figure.
[[nodiscard]] std::size_t count_twins(const Table& table, const TableGuess& guess);

}  // namespace kvali
