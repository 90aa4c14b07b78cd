#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// Stands before a number that is a lower bound, with a space that keeps it there.
inline constexpr const char* at_least_sign = "≥\u00A0";

/// Is the number of this row a lower bound?
[[nodiscard]] bool is_at_least(const ColumnSpec& spec, const Table& table, std::size_t row);

/// The cell as a reader sees it: number, percentage, date or text in the document's language; "" for
/// a missing one (its sign is Document::signs).  Decimals and grouping are the column's.  A lower bound is
/// rounded down.
[[nodiscard]] std::string cell_text(const ColumnSpec& spec, const Table& table, std::size_t row,
                                    const Locale& locale);

/// A number format code that shows the sign of a lower bound before the number.
[[nodiscard]] std::string at_least_format(const std::string& code);

/// The value that shows the right number in a spreadsheet, which rounds up as well as down: under the code
/// of a lower bound it is rounded down to the digits shown.
[[nodiscard]] Decimal bound_as_shown(const Decimal& value, std::string_view format);

/// The format code of the language's short date: "dd.mm.yyyy".
[[nodiscard]] std::string date_format(const Locale& locale);

}  // namespace kvali
