#pragma once

#include <cstddef>
#include <string_view>

namespace kvali {

/// How many bytes from `at` on are an international bank account number, in one piece or in groups of four,
/// whose check digits are right; 0 = none.
[[nodiscard]] std::size_t iban_at(std::string_view text, std::size_t at);

}  // namespace kvali
