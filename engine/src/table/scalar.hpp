#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace kvali {

/// Why a cell has no value (design.md, section 11.8).  Missing is never zero.
enum class Mark : std::uint8_t { none, not_recorded, not_applicable, not_yet_due, withheld };

/// "not_recorded" etc.: the key of the mark in the message catalogues ("mark.not_recorded").
[[nodiscard]] std::string_view name_of(Mark mark);

enum class Type : std::uint8_t { text, integer, decimal, real, date, boolean };

/// One cell, out of its column.  `Mark` stands for a missing value and says why it is missing.
using Scalar = std::variant<Mark, std::string, std::int64_t, Decimal, double, Date, bool>;

[[nodiscard]] inline bool is_missing(const Scalar& scalar) {
  return std::holds_alternative<Mark>(scalar);
}

/// Canonical text: ISO dates, "." as the decimal point, "true"/"false"; "" when missing.
[[nodiscard]] std::string canonical_text(const Scalar& scalar);

}  // namespace kvali
