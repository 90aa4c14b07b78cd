#pragma once

#include <string>

#include "locale/locale.hpp"

namespace kvali {

/// Where nobody says how many decimals: as many as the value has, but no more than people read.
inline constexpr int most_automatic_decimals = 2;

/// The number with `decimals` digits behind the point, -1 = automatic.
[[nodiscard]] std::string number_text(const Locale& locale, const Decimal& value, int decimals,
                                      Grouping grouping = Grouping::automatic);

/// A number format code as spreadsheets have it (ECMA-376 part 1, 18.8.31).
struct NumberFormat {
  int decimals = -1;  ///< -1: those of `example`.
  bool grouped = true;
  bool percent = false;
  Decimal example = 0;
};
[[nodiscard]] std::string number_format(const NumberFormat& format);

}  // namespace kvali
