#pragma once

#include <string>
#include <vector>

#include "options.hpp"
#include "reference.hpp"
#include "sheet.hpp"

namespace kvali::xlsx {

/// Where a table lies on its sheet.
struct Layout {
  std::vector<uint32_t> columns;         ///< Those with a heading or a value.
  std::vector<uint32_t> header_rows;     ///< From top to bottom; none = columns without headings.
  std::vector<uint32_t> rows;            ///< Rows of data: none is blank.
  std::vector<uint32_t> hidden_rows;     ///< Left out, with content.
  std::vector<uint32_t> hidden_columns;  ///< Left out, with content.
};

/// A sheet with what is needed to read its cells as text.
struct SheetView {
  const SheetContent& content;
  const TextPool& texts;

  [[nodiscard]] std::string text(uint32_t row, uint32_t column) const;
};

/// Finds the table in `box`.  Throws Error, without a place, where there is none.
Layout find_table(const SheetView& sheet, Box box, const Options& options);

}  // namespace kvali::xlsx
