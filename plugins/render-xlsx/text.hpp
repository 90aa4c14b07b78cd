// Text as a workbook may hold it: the part of the guard between the document and libxlsxwriter that
// deals with characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kvali::xlsx {

/// Excel: the text of a cell or comment, in UTF-16 units.
inline constexpr size_t longest_cell_text = 32767;

/// One decoded character and the bytes it took; `code` is U+FFFD where the bytes are no valid UTF-8.
struct Character {
  char32_t code;
  size_t bytes;
};
/// Decodes the first character of a text that is not empty.
[[nodiscard]] Character first_character(std::string_view text);
void append_utf8(std::string& to, char32_t code);

/// Length as Excel counts it.
[[nodiscard]] size_t utf16_units(std::string_view text);
/// At most `units` long; a text that had to be cut ends in an ellipsis.
[[nodiscard]] std::string clip_units(std::string_view text, size_t units);
/// At most `bytes` long, cut between characters, without a mark.
[[nodiscard]] std::string clip_bytes(std::string_view text, size_t bytes);

/// What any XML part may hold: valid UTF-8, no control characters but tab and line feed, no U+FFFE or
/// U+FFFF; what is not allowed becomes U+FFFD, so nothing vanishes unseen.
[[nodiscard]] std::string xml_text(std::string_view text);
/// xml_text() for a cell: at most longest_cell_text units, and "_x0041_" is escaped because Excel
/// would read it as "A".
[[nodiscard]] std::string cell_text(std::string_view text);
/// xml_text() on one line, blanks at the ends removed: names, headings, properties.
[[nodiscard]] std::string one_line(std::string_view text);
/// True where the text looks like Excel's escape of a character, e.g. "_x0041_".
[[nodiscard]] bool has_escape(std::string_view text);

/// For comparing names as Excel does, without regard to case. Covers Latin, Greek, Cyrillic, Armenian
/// and Georgian (Mtavruli letters equal Mkhedruli ones).
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace kvali::xlsx
