#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace kvali {

/// Why a text is not a number.
enum class NumberProblem {
  none,
  empty,         ///< Nothing but white space: not recorded, which is not zero.
  not_a_number,  ///< A character that numbers do not have, or no digit at all.
  bad_grouping,  ///< Groups of a wrong length ("12,34" with "." as decimal separator), or mixed.
  too_large      ///< Beyond what Decimal holds.
};

/// What parse_number() found.
struct NumberReading {
  std::optional<Decimal> value;  ///< Present exactly if `problem` is none.
  bool percent = false;          ///< A "%" followed: `value` is the number before it, not divided.
  NumberProblem problem = NumberProblem::none;
  std::size_t bad_begin = 0;  ///< Byte range of `raw` that is to blame; empty if there is no problem.
  std::size_t bad_length = 0;
};

/// Reads a number as people and spreadsheets write it. `decimal_separator` is '.' or ','; the other
/// one, spaces (plain, no-break, thin) and apostrophes may group digits by threes (or the Indian 3-2-2
/// way), one kind throughout. Also read: "+", U+2212 and dashes as minus, (1 234) as negative, a
/// trailing "%", an exponent, digits of other scripts. Text around the number is not.
[[nodiscard]] NumberReading parse_number(std::string_view raw, char decimal_separator);

}  // namespace kvali
