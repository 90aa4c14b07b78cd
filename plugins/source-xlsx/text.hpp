#pragma once

#include <string>
#include <string_view>

namespace kvali::xlsx {

/// What a cell may hold at most; Excel's limit is 32,767 UTF-16 units.
inline constexpr size_t most_text_bytes = size_t{1} << 20;

/// Appends a piece of XML text to a cell's text; throws when the cell becomes longer than
/// most_text_bytes.
void append_piece(std::string& out, std::string_view piece);

/// Text as it is handed over: `_x000D_` decoded, LF line ends, no control characters, no white space
/// at the ends (also no-break and zero-width spaces).
std::string clean_text(std::string_view raw);

/// Runs of white space, line ends too, become one space: names are typed into report files.
std::string with_single_spaces(std::string_view text);

/// Without white space at the ends.
std::string_view trim(std::string_view text);

/// ASCII letters in lower case.
std::string lower_ascii(std::string_view text);

}  // namespace kvali::xlsx
