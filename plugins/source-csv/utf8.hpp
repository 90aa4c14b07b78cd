#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kvali::csv {

/// How many leading bytes are text: valid UTF-8 (RFC 3629: no overlong forms, no surrogates) without a
/// zero byte.  Equal to the size when all of it is.
size_t text_prefix(std::string_view text);

/// Valid sequences of more than one byte, and bytes that belong to none.
struct Utf8Census {
  size_t sequences = 0;
  size_t stray_bytes = 0;
};
Utf8Census take_utf8_census(std::string_view text);

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t c);
/// The same into a buffer with room for 4 bytes; returns the end.
char* write_utf8(char* out, char32_t c);

/// Counts from 1; a column is counted in characters since the line's start.
struct Position {
  size_t line = 1;
  size_t column = 1;
};
/// Where an offset lies; LF, CRLF and CR each end a line.
Position position_of(std::string_view text, size_t offset);

}  // namespace kvali::csv
