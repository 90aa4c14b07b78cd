#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::xlsx {

/// A decimal number, mantissa * 10^exponent, as a spreadsheet shows it: at most 15 significant
/// digits, but for whole numbers of up to 18 digits that the file spells out.  What binary
/// arithmetic leaves behind (0.30000000000000004) is rounded away from the text of the file, without
/// a binary number in between.
///
/// The mantissa does not end in 0 unless the exponent is 0, so that equal numbers are equal.
struct Number {
  int64_t mantissa = 0;
  int exponent = 0;

  /// Digits behind the point.
  [[nodiscard]] int decimals() const { return exponent < 0 ? -exponent : 0; }
  [[nodiscard]] bool whole() const { return exponent >= 0; }
  [[nodiscard]] Number times_hundred() const;
  /// The nearest double.
  [[nodiscard]] double real() const;
  /// Plain decimal text without exponent: "-12.5".
  [[nodiscard]] std::string text() const;
  /// The number as an integer, if it is one and fits.
  [[nodiscard]] std::optional<int64_t> integer() const;

  bool operator==(const Number&) const = default;
};

/// Reads the text of a cell: an optional sign, digits, a point, an exponent.  Nothing for anything
/// else, and beyond 10^+-308.
std::optional<Number> read_number(std::string_view text);

}  // namespace kvali::xlsx
