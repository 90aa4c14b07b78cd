#include "number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace kvali::xlsx {

namespace {

constexpr int significant_digits = 15;
constexpr int whole_digits = 18;
constexpr int most_exponent = 308;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Number normal(Number n) {
  if (n.mantissa == 0) return {};
  while (n.mantissa % 10 == 0 && n.exponent < 0) {
    n.mantissa /= 10;
    ++n.exponent;
  }
  constexpr int64_t largest = 100'000'000'000'000'000;
  while (n.exponent > 0 && std::abs(n.mantissa) < largest) {
    n.mantissa *= 10;
    --n.exponent;
  }
  while (n.exponent > 0 && n.mantissa % 10 == 0) {
    n.mantissa /= 10;
    ++n.exponent;
  }
  return n;
}

/// Digits from left to right; those beyond the limit only move the point and round.
struct Digits {
  int limit;
  uint64_t value = 0;
  int count = 0;  ///< Significant ones that are in `value`.
  int shift = 0;  ///< Power of ten of the last one.
  bool round_up = false;
  bool cut = false;

  void add(char c, bool fraction) {
    if (count < limit) {
      value = value * 10 + static_cast<uint64_t>(c - '0');
      if (value > 0) ++count;
      if (fraction) --shift;
      return;
    }
    if (!cut) round_up = c >= '5';
    cut = true;
    if (!fraction) ++shift;
  }
};

}  // namespace

Number Number::times_hundred() const {
  return normal({mantissa, mantissa == 0 ? 0 : exponent + 2});
}

double Number::real() const {
  const std::string text = std::to_string(mantissa) + "e" + std::to_string(exponent);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string Number::text() const {
  std::string digits = std::to_string(std::abs(mantissa));
  if (exponent >= 0) {
    digits.append(static_cast<size_t>(exponent), '0');
  } else {
    const auto behind = static_cast<size_t>(-exponent);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    digits.insert(digits.size() - behind, 1, '.');
  }
  return (mantissa < 0 ? "-" : "") + digits;
}

std::optional<int64_t> Number::integer() const {
  if (exponent != 0) return std::nullopt;
  return mantissa;
}

std::optional<Number> read_number(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  bool negative = false;
  if (at != end && (*at == '-' || *at == '+')) negative = *at++ == '-';
  const char* const first = at;
  const char* last = std::find_if_not(at, end, is_digit);
  const bool whole = last == end && end - first <= whole_digits;
  Digits digits{whole ? whole_digits : significant_digits};
  for (; at != last; ++at) digits.add(*at, false);
  if (at != end && *at == '.') {
    const char* const point = at++;
    for (; at != end && is_digit(*at); ++at) digits.add(*at, true);
    if (point == first && at == point + 1) return std::nullopt;
  } else if (at == first) {
    return std::nullopt;
  }
  int exponent = 0;
  if (at != end && (*at == 'e' || *at == 'E')) {
    if (++at != end && *at == '+') ++at;
    const auto [stop, error] = std::from_chars(at, end, exponent);
    if (error != std::errc{} || stop == at) return std::nullopt;
    at = stop;
  }
  if (at != end) return std::nullopt;
  auto mantissa = static_cast<int64_t>(digits.value + (digits.round_up ? 1 : 0));
  if (mantissa == 0) return Number{};
  if (std::abs(exponent) > 10000) return std::nullopt;
  exponent += digits.shift;
  if (exponent + digits.count > most_exponent + 1) return std::nullopt;
  // Smaller than any cell can mean.
  if (exponent + digits.count < -most_exponent) return Number{};
  return normal({negative ? -mantissa : mantissa, exponent});
}

}  // namespace kvali::xlsx
