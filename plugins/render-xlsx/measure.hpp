// How wide and how tall text will be: libxlsxwriter cannot fit columns, and Excel does not fit rows of
// merged cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::xlsx {

/// Widths are in Excel's column unit: the width of a digit in the workbook's default font, Calibri 11.
struct Type {
  double size_pt = 10;
  bool bold = false;
};

/// Width of the widest line.
[[nodiscard]] double text_width(std::string_view text, Type type);
/// Width of the widest word, the least a column needs to break only at blanks.
[[nodiscard]] double widest_word(std::string_view text, Type type);
/// The lines a cell of this width breaks the text into; at least one.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, Type type, double width);
/// Height of a row of text, with air above and below.
[[nodiscard]] double row_height_pt(size_t lines, Type type);

/// Width of a number as its format shows it, without formatting it.
[[nodiscard]] double number_width(double value, std::string_view format, Type type);

}  // namespace kvali::xlsx
