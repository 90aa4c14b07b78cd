#pragma once

#include <string_view>

namespace kvali {

/// Does a text fit a pattern of `*` (anything) and `?` (one character)?  No other character is special.
/// In time of the product of their lengths at most, whatever a file holds.
[[nodiscard]] bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace kvali
