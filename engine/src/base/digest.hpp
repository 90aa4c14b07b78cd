#pragma once

#include <string>
#include <string_view>

namespace kvali {

/// SHA-256 of some bytes, in 64 small hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace kvali
