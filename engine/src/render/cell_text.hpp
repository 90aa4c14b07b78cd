#pragma once

#include <string>

#include "document/document.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// The number format code of a column (ECMA-376 part 1, 18.8.31): the one given, else by its type and
/// decimals, so that a spreadsheet shows what the PDF prints.
[[nodiscard]] std::string format_code(const ColumnSpec& spec, const Column& column);

/// How the cells of one column are shown.  Digits are grouped alike in the whole column.
class CellText {
 public:
  CellText(const ColumnSpec& spec, const Column& column, const Locale& locale);
  /// The cell, which must not be missing.
  [[nodiscard]] std::string of(const Column& column, std::size_t row) const;

 private:
  const Locale* locale_;
  int decimals_;
  bool percent_;
  bool dates_as_months_;
  Grouping grouping_ = Grouping::automatic;
};

}  // namespace kvali
