#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kvali::html {

/// A finite number from canonical text, or nothing.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// A length for SVG, at most two digits behind the point: "37.5", without the machine's locale.
[[nodiscard]] std::string plain_number(double value);
/// A share of one as a length: 0.375 is "37.5%".
[[nodiscard]] inline std::string percent(double share) {
  return plain_number(100 * share) + "%";
}

}  // namespace kvali::html
