#pragma once

#include <string_view>

namespace kvali {

/// Is it one of the commonest given names in Georgia?  Romanised, with or without the nominative's "i".
[[nodiscard]] bool is_given_name(std::string_view roman);

}  // namespace kvali
