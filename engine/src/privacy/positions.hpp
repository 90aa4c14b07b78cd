#pragma once

#include <optional>
#include <string_view>

#include "privacy/identifiers.hpp"

namespace kvali {

/// An exact position that begins at `at`: "41.64228, 41.63392", "41.64228 N 41.63392 E", one of its
/// coordinates with seconds, 41°38'30".  `decimals`: with more digits behind the point it is exact.
[[nodiscard]] std::optional<Identifier> position_at(std::string_view text, std::size_t at, int decimals);

}  // namespace kvali
