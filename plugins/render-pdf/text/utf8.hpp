#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kvali::pdf {

/// Reads the code point at `at` and moves behind it. A byte that is not UTF-8 gives U+FFFD and
/// moves by one, so that a loop over hostile text ends.
char32_t next_code_point(std::string_view text, size_t& at);

void append_utf8(std::string& out, char32_t code_point);
void append_utf16(std::u16string& out, char32_t code_point);

[[nodiscard]] std::u32string to_utf32(std::string_view text);
[[nodiscard]] std::u16string to_utf16(std::string_view text);

/// At most `count` characters, with an ellipsis where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, size_t count);

}  // namespace kvali::pdf
