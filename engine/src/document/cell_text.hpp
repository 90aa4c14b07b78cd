#pragma once

#include <string>

#include "document/document.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// The cell as a reader sees it: number, percentage, date or text in the document's language; "" for
/// a missing one (its sign is Document::signs).  Decimals and grouping are the column's.
[[nodiscard]] std::string cell_text(const ColumnSpec& spec, const Column& column, std::size_t row,
                                    const Locale& locale);

/// The format code of the language's short date: "dd.mm.yyyy".
[[nodiscard]] std::string date_format(const Locale& locale);

}  // namespace kvali
