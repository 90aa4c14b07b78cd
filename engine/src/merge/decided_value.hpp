#pragma once

#include <string_view>

namespace kvali {

/// Does what a person wrote into a decision name this source or this value?  Case, quotes and dashes of a
/// name do not matter, nor how the digits of a number are grouped or whether its decimal sign is "." or
/// ",": "140,000" and "140 000,0" are the value "140000".
[[nodiscard]] bool names(std::string_view take, std::string_view source, std::string_view value);

}  // namespace kvali
