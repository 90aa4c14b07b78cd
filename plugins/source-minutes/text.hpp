// Small text services of the minutes reader: UTF-8, NFC, spaces, folding for keys, slugs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::minutes {

/// Byte offset of the first byte that is not well-formed UTF-8, or nothing.
std::optional<size_t> first_invalid_utf8(std::string_view bytes);

/// The text with every ill-formed sequence replaced by U+FFFD.
std::string repaired_utf8(std::string_view bytes);

/// Normalisation form C; the input must be well-formed UTF-8.
std::string nfc(std::string text);

/// LF line ends, no byte order mark.
std::string unix_lines(std::string_view text);

/// Turns U+00A0 into a space in every line where it is as frequent as the space (text pasted from
/// the web), except between a digit and what follows it.  Returns the number of lines changed.
size_t fold_dominant_nbsp(std::string& text);

/// Characters (code points) of well-formed UTF-8.
size_t characters(std::string_view text);

/// The code point at `at`, which moves behind it.  The input must be well-formed.
char32_t next_character(std::string_view text, size_t& at);

/// Without spaces, tabs and U+00A0 at both ends.
std::string_view trimmed(std::string_view text);

/// Without trailing spaces and any of the ASCII characters `also`.
std::string_view without_tail(std::string_view text, std::string_view also);

/// True if `text` begins with `prefix`; letters are compared as ASCII without case.
bool starts_with_word(std::string_view text, std::string_view prefix);

/// For comparing only: spaces of all kinds become one space, zero-width characters nothing, dashes
/// '-', quotation marks nothing, case folded (Georgian stays Mkhedruli).
std::string folded(std::string_view text);

/// An id of [a-z0-9._-], at most `longest` bytes; Georgian in the national transliteration of 2002.
/// "IOM-ის" becomes "iom": a case suffix after a Latin acronym is not part of the name.  A text
/// that is too long ends in six digits of its hash.  Empty if the text has no letter or digit.
std::string slug(std::string_view text, size_t longest = 64);

/// The candidate nearest to `word` within two edits (one for words below five letters).
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// Parts between `separator`, trimmed, empty ones left out; nothing is split inside () [] "" or „“.
std::vector<std::string_view> split_outside(std::string_view text, std::string_view separators);

}  // namespace kvali::minutes
