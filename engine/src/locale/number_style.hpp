#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "locale/locale.hpp"

namespace kvali {

/// A number in running text that shows which marks it is written with: "12,5%", "1.234.567", "1,260".
/// What could as well be a code, a date or a time is none.
struct WrittenNumber {
  std::size_t offset = 0;  ///< In bytes.
  std::string_view text;   ///< A view into the text; without a % behind it.
  char decimal = '\0';     ///< '.' or ','; 0 where there are no decimals.
  char group = '\0';       ///< '.' or ','; 0 where digits are not grouped.
};
[[nodiscard]] std::vector<WrittenNumber> written_numbers(std::string_view text);

/// How the language writes it, where that is another way.
[[nodiscard]] std::optional<std::string> corrected(const WrittenNumber& number, const Locale& locale);

}  // namespace kvali
