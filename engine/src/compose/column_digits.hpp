#pragma once

#include "document/document.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// How the numbers of a column are written.
struct ColumnDigits {
  int least = 0;        ///< Digits behind the point that every number needs.
  int most = 0;         ///< And that one of them needs; at most the automatic number.
  Decimal largest = 0;  ///< By magnitude, as it is shown.
};

/// The digits that a column shown by `spec` needs.
[[nodiscard]] ColumnDigits digits_of(const Column& column, const ColumnSpec& spec);

/// Digits are grouped alike in a whole column: if a total is so large that they are, those above it are too.
void group_with_summary(TableBlock& table, const Table& summary, const Locale& locale);

/// The number format code of a column whose digits are decided.
[[nodiscard]] std::string format_of(const ColumnSpec& spec);

enum class CellOf { body, summary };

/// The number format code of a cell: with its row's own decimals, and the sign of a lower bound.
[[nodiscard]] std::string cell_format(const ColumnSpec& spec, const Table& table, std::size_t row, CellOf of);

/// The number format code of a cell: its row's own decimals, the sign of a lower bound.
[[nodiscard]] std::string cell_format(const ColumnSpec& spec, const Table& table, std::size_t row);

}  // namespace kvali
