#pragma once

#include <optional>
#include <string_view>

#include "privacy/identifiers.hpp"

namespace kvali {

/// A phone number, personal number or number of a passport that begins at the digit at `at`: the longest one,
/// because behind a phone number another number may stand.
[[nodiscard]] std::optional<Identifier> person_number_at(std::string_view text, std::size_t at);

}  // namespace kvali
