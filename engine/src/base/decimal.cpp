#include "base/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace kvali {
namespace {

constexpr Int128 largest = static_cast<Int128>((UInt128{1} << 127) - 1);
constexpr UInt128 unsigned_unit = UInt128{static_cast<std::uint64_t>(Decimal::unit)};
constexpr int most_digits = 38;  // Of a 127-bit coefficient and a bit more: rounding beyond gives 0.

[[noreturn]] void throw_too_large() {
  throw Error("number too large");
}

constexpr UInt128 absolute(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

/// An unsigned 256-bit number: the product of two coefficients.
struct Wide {
  UInt128 high;
  UInt128 low;
};

/// Schoolbook multiplication on 64-bit halves.
Wide multiply_wide(UInt128 a, UInt128 b) {
  constexpr UInt128 mask = ~std::uint64_t{0};
  const UInt128 low_low = (a & mask) * (b & mask);
  const UInt128 low_high = (a & mask) * (b >> 64);
  const UInt128 high_low = (a >> 64) * (b & mask);
  const UInt128 high_high = (a >> 64) * (b >> 64);
  const UInt128 middle = (low_low >> 64) + (low_high & mask) + (high_low & mask);
  return {high_high + (low_high >> 64) + (high_low >> 64) + (middle >> 64),
          (middle << 64) | (low_low & mask)};
}

/// `dividend` / `divisor`, rounded half up; nothing if the quotient exceeds `largest`. The divisor is
/// at most `largest`, so twice a remainder never leaves 128 bits.
std::optional<UInt128> divide_wide(Wide dividend, UInt128 divisor) {
  if (dividend.high >= divisor) return std::nullopt;  // The quotient has more than 128 bits.
  UInt128 quotient = 0;
  UInt128 remainder = dividend.high;
  if (remainder == 0) {  // Nearly always: below 3e14 for quotients, 1.8e7 squared for products.
    quotient = dividend.low / divisor;
    remainder = dividend.low % divisor;
  } else {
    for (int bit = 127; bit >= 0; --bit) {
      remainder = (remainder << 1) | ((dividend.low >> bit) & 1);
      const bool fits = remainder >= divisor;
      if (fits) remainder -= divisor;
      quotient = (quotient << 1) | (fits ? 1U : 0U);
    }
  }
  if (quotient > static_cast<UInt128>(largest)) return std::nullopt;
  if (remainder >= divisor - remainder) ++quotient;
  if (quotient > static_cast<UInt128>(largest)) return std::nullopt;
  return quotient;
}

Decimal with_sign(UInt128 coefficient, bool negative) {
  const auto positive = static_cast<Int128>(coefficient);
  return Decimal::from_coefficient(negative ? -positive : positive);
}

/// Adds one decimal digit at the low end; false on overflow.
bool append_digit(UInt128& coefficient, unsigned digit) {
  constexpr auto limit = static_cast<UInt128>(largest);
  if (coefficient > (limit - digit) / 10) return false;
  coefficient = coefficient * 10 + digit;
  return true;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// 10^exponent for exponents that 128 bits hold (0 to 38).
UInt128 power_of_ten(int exponent) {
  UInt128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

Decimal Decimal::from_coefficient(Int128 coefficient) {
  if (coefficient < -largest) throw_too_large();
  Decimal decimal;
  decimal.coefficient_ = coefficient;
  return decimal;
}

std::optional<Decimal> Decimal::parse(std::string_view canonical) {
  const bool negative = canonical.starts_with('-');
  if (negative) canonical.remove_prefix(1);
  const std::size_t point = canonical.find('.');
  const std::string_view whole = canonical.substr(0, point);
  const std::string_view fraction = point == canonical.npos ? "" : canonical.substr(point + 1);
  if (whole.empty() || (point != canonical.npos && fraction.empty())) return std::nullopt;

  UInt128 coefficient = 0;
  for (const char c : whole) {
    if (!is_digit(c) || !append_digit(coefficient, static_cast<unsigned>(c - '0'))) return std::nullopt;
  }
  for (std::size_t i = 0; i < std::size_t{scale}; ++i) {
    const char c = i < fraction.size() ? fraction[i] : '0';
    if (!is_digit(c) || !append_digit(coefficient, static_cast<unsigned>(c - '0'))) return std::nullopt;
  }
  for (std::size_t i = std::size_t{scale}; i < fraction.size(); ++i) {
    if (!is_digit(fraction[i])) return std::nullopt;
  }
  if (fraction.size() > std::size_t{scale} && fraction[std::size_t{scale}] >= '5') ++coefficient;
  if (coefficient > static_cast<UInt128>(largest)) return std::nullopt;
  return with_sign(coefficient, negative);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value) || std::fabs(value) >= 1e27) return std::nullopt;
  if (value == 0) return Decimal{};
  std::array<char, 32> buffer;  // Shortest scientific: at most 17 digits, "-1.2345678901234567e-308".
  const char* const begin = buffer.data();
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                     std::chars_format::scientific);
  const std::string_view text{begin, written.ptr};
  const std::size_t exponent_at = text.find('e');
  int exponent = 0;
  const bool positive = text[exponent_at + 1] == '+';  // from_chars reads no plus sign.
  std::from_chars(begin + exponent_at + (positive ? 2 : 1), written.ptr, exponent);

  std::string digits{text.substr(0, 1)};
  if (exponent_at > 2) digits += text.substr(2, exponent_at - 2);
  if (exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
  const std::size_t whole = exponent < 0 ? 1 : static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  if (digits.size() > whole) digits.insert(whole, 1, '.');
  const auto magnitude = parse(digits);
  if (!magnitude) return std::nullopt;
  return value < 0 ? -*magnitude : *magnitude;
}

std::string Decimal::to_string() const {
  std::array<char, 48> buffer;  // 39 digits, sign, point.
  char* const end = buffer.data() + buffer.size();
  char* begin = end;
  UInt128 rest = absolute(coefficient_);
  bool significant = false;  // Zeros at the end of the fraction are left out.
  for (int digits = 0; digits <= scale || rest != 0; ++digits) {
    if (digits == scale && significant) *--begin = '.';
    const auto digit = static_cast<unsigned>(rest % 10);
    rest /= 10;
    significant = significant || digit != 0;
    if (significant || digits >= scale) *--begin = static_cast<char>('0' + digit);
  }
  if (coefficient_ < 0) *--begin = '-';
  return {begin, end};
}

double Decimal::to_double() const {
  constexpr Int128 exact = Int128{1} << 53;  // Integers that a double holds exactly, as it does 10^12.
  if (-exact <= coefficient_ && coefficient_ <= exact) {
    return static_cast<double>(coefficient_) / static_cast<double>(unit);
  }
  const std::string text = to_string();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<std::int64_t> Decimal::to_int64() const noexcept {
  if (!is_integer()) return std::nullopt;
  const Int128 whole = coefficient_ / unit;
  if (whole < std::numeric_limits<std::int64_t>::min() || whole > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(whole);
}

Decimal Decimal::round_half_up(int decimals) const {
  if (decimals >= scale) return *this;
  if (decimals < scale - most_digits) return {};
  const UInt128 step = power_of_ten(scale - decimals);
  const UInt128 value = absolute(coefficient_);
  const UInt128 remainder = value % step;
  UInt128 rounded = value - remainder;
  if (remainder >= step - remainder) rounded += step;
  if (rounded > static_cast<UInt128>(largest)) throw_too_large();
  return with_sign(rounded, is_negative());
}

Decimal Decimal::round_down(int decimals) const {
  if (decimals >= scale) return *this;
  const UInt128 value = absolute(coefficient_);
  const UInt128 step = power_of_ten(scale - std::max(decimals, scale - most_digits));
  const UInt128 remainder = value % step;
  UInt128 rounded = value - remainder;
  if (is_negative() && remainder > 0) rounded += step;
  if (rounded > static_cast<UInt128>(largest)) throw_too_large();
  return with_sign(rounded, is_negative());
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept {
  Int128 sum = 0;
  if (__builtin_add_overflow(a.coefficient(), b.coefficient(), &sum) || sum < -largest) return std::nullopt;
  return Decimal::from_coefficient(sum);
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) noexcept {
  return add(a, -b);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) noexcept {
  const Wide product = multiply_wide(absolute(a.coefficient()), absolute(b.coefficient()));
  const auto rounded = divide_wide(product, unsigned_unit);
  if (!rounded) return std::nullopt;
  return with_sign(*rounded, a.is_negative() != b.is_negative());
}

std::optional<Decimal> divide(const Decimal& dividend, const Decimal& divisor) noexcept {
  if (divisor.is_zero()) return std::nullopt;
  const Wide scaled = multiply_wide(absolute(dividend.coefficient()), unsigned_unit);
  const auto rounded = divide_wide(scaled, absolute(divisor.coefficient()));
  if (!rounded) return std::nullopt;
  return with_sign(*rounded, dividend.is_negative() != divisor.is_negative());
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const auto sum = add(a, b);
  if (!sum) throw_too_large();
  return *sum;
}

Decimal operator-(const Decimal& a, const Decimal& b) {
  return a + -b;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  const auto product = multiply(a, b);
  if (!product) throw_too_large();
  return *product;
}

Decimal& operator+=(Decimal& a, const Decimal& b) {
  return a = a + b;
}
Decimal& operator-=(Decimal& a, const Decimal& b) {
  return a = a - b;
}

}  // namespace kvali
