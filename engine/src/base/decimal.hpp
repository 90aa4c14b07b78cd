#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

__extension__ typedef __int128 Int128;            ///< Signed 128-bit integer.
__extension__ typedef unsigned __int128 UInt128;  ///< Unsigned 128-bit integer.

/// An integer of at most 64 bits that counts something: not a bool.
template <class T>
concept WholeNumber64 = std::integral<T> && !std::same_as<T, bool> && sizeof(T) <= sizeof(std::int64_t);

/// An exact decimal number with 12 digits after the point: counts, money, shares and percentages.
/// Binary floating point would turn 0.1 + 0.2 into something that a donor cannot re-compute.
///
/// The range is symmetric, about +-1.7e26, so negation never overflows. A plain value; every
/// function may be called from any thread.
class Decimal {
 public:
  static constexpr int scale = 12;                         ///< Digits after the point.
  static constexpr std::int64_t unit = 1'000'000'000'000;  ///< The coefficient of 1.

  constexpr Decimal() noexcept = default;  ///< Zero.

  /// A whole number; implicit, because every 64-bit integer fits exactly.
  template <WholeNumber64 Whole>
  constexpr Decimal(Whole whole) noexcept : coefficient_(Int128{whole} * unit) {}

  /// Binary fractions come in by from_double() only, where the rounding is visible.
  template <std::floating_point Fraction>
  Decimal(Fraction) = delete;

  /// The number `coefficient` * 10^-12. Throws Error outside the range.
  [[nodiscard]] static Decimal from_coefficient(Int128 coefficient);

  /// Reads canonical text: an optional "-", digits, optionally "." and digits ("-12.5"). No "+",
  /// spaces, grouping or exponent; parse_number() reads what people write. Digits after the twelfth
  /// decimal round half away from zero, because exports of binary doubles carry 17 of them.
  /// Nothing if the text is anything else or out of range.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view canonical);

  /// The decimal that a binary double most plausibly stands for (its shortest text that reads back
  /// as the same double), rounded to 12 decimals. Nothing for NaN, infinities and out of range.
  [[nodiscard]] static std::optional<Decimal> from_double(double value);

  /// Canonical text without trailing zeros, "-0" or exponent; parse() reads it back exactly.
  [[nodiscard]] std::string to_string() const;

  /// The nearest double, correctly rounded. For drawing and ratios, never for sums.
  [[nodiscard]] double to_double() const;

  /// The whole number, or nothing if there is a fraction or it does not fit 64 bits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;

  /// Rounds half away from zero to `decimals` digits after the point; negative counts round to
  /// tens, hundreds... 12 or more changes nothing. Throws Error if the result is out of range.
  [[nodiscard]] Decimal round_half_up(int decimals) const;

  /// Rounds towards the smaller number: what is at least so much is never said to be more.
  [[nodiscard]] Decimal round_down(int decimals) const;

  [[nodiscard]] constexpr bool is_integer() const noexcept { return coefficient_ % unit == 0; }
  [[nodiscard]] constexpr bool is_zero() const noexcept { return coefficient_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const noexcept { return coefficient_ < 0; }
  [[nodiscard]] constexpr Int128 coefficient() const noexcept { return coefficient_; }

  friend constexpr bool operator==(const Decimal&, const Decimal&) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept {
    if (a.coefficient_ == b.coefficient_) return std::strong_ordering::equal;
    return a.coefficient_ < b.coefficient_ ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  constexpr Decimal operator-() const noexcept {
    Decimal negated;
    negated.coefficient_ = -coefficient_;
    return negated;
  }

 private:
  Int128 coefficient_ = 0;
};

/// Arithmetic for data that may be anything: nothing when the exact (or, for products and quotients,
/// half-away-from-zero rounded) result is out of range, and when dividing by zero.
[[nodiscard]] std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> divide(const Decimal& dividend, const Decimal& divisor) noexcept;

/// The same where overflow cannot be explained to the user any better: throw Error "number too
/// large". There is no operator/, because a missing quotient is an answer, not an accident.
Decimal operator+(const Decimal& a, const Decimal& b);
Decimal operator-(const Decimal& a, const Decimal& b);
Decimal operator*(const Decimal& a, const Decimal& b);
Decimal& operator+=(Decimal& a, const Decimal& b);
Decimal& operator-=(Decimal& a, const Decimal& b);

/// The distance from zero.
[[nodiscard]] constexpr Decimal magnitude(const Decimal& value) noexcept {
  return value.is_negative() ? -value : value;
}

}  // namespace kvali

template <>
struct std::hash<kvali::Decimal> {
  std::size_t operator()(const kvali::Decimal& value) const noexcept {
    const auto bits = static_cast<kvali::UInt128>(value.coefficient());
    const auto low = static_cast<std::uint64_t>(bits);
    const auto high = static_cast<std::uint64_t>(bits >> 64);
    return std::hash<std::uint64_t>{}(low ^ (high * 0x9E3779B97F4A7C15U));  // 2^64 / golden ratio
  }
};
