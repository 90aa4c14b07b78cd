#pragma once

#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace kvali {

/// An exact amount in one currency.  It is rounded when it is printed and never before, so that the
/// lines of a table add up to their total.
struct Money {
  Decimal amount;
  std::string currency;  ///< ISO 4217, in capitals.

  friend bool operator==(const Money&, const Money&) = default;
};

/// The code in capitals without spaces around it: "gel " is GEL.
[[nodiscard]] std::string currency_code(std::string_view text);

/// Is it an ISO 4217 code, of today or of the past?
[[nodiscard]] bool is_currency(std::string_view code);

/// Digits behind the point that ISO 4217 gives a currency: 2 for GEL, 0 for JPY, 3 for JOD; 2 for
/// codes it does not know.  Languages may show fewer: currency_decimals().
[[nodiscard]] int minor_units(std::string_view code);

/// The smallest amount of a currency: 0.01 for GEL.
[[nodiscard]] Decimal smallest_amount(std::string_view code);

}  // namespace kvali
