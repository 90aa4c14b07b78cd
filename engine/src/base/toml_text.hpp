#pragma once

#include <string>
#include <string_view>

namespace kvali {

/// A text as TOML 1.0 writes it: a basic string on one line.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace kvali
