#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kvali {

/// What next_code_point() returns for bytes that are not well-formed UTF-8. No code point is as large.
inline constexpr char32_t ill_formed = 0xFFFF'FFFF;

/// Moves `at` (less than text.size()) behind the next code point and returns that. An ill-formed
/// sequence is passed by its maximal subpart, at least one byte (Unicode 15, table 3-7 and section 3.9).
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;

/// Moves `end` (greater than 0, at most text.size()) before the code point that ends there and returns
/// that; `ill_formed` and one byte if none does.
[[nodiscard]] char32_t previous_code_point(std::string_view text, std::size_t& end) noexcept;

/// Appends a code point (not a surrogate, at most U+10FFFF) as UTF-8.
void append_code_point(std::string& out, char32_t c);

}  // namespace kvali
