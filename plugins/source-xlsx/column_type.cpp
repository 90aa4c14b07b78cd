#include "column_type.hpp"

#include <algorithm>

namespace kvali::xlsx {

namespace {

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 Bits;

/// Digits before the point of the largest exact decimal.
constexpr int most_whole_digits = 26;

int digit_count(int64_t n) {
  int count = 0;
  for (; n != 0; n /= 10) ++count;
  return count;
}

}  // namespace

void ColumnType::look_at(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
    case CellKind::error:
    case CellKind::unresolved:
    case CellKind::unreadable:
      return;
    case CellKind::integer:
      ++numbers_;
      percents_ += cell.percent;
      return;
    case CellKind::decimal: {
      ++numbers_;
      percents_ += cell.percent;
      const Number number = cell.number();
      decimals_ = std::max(decimals_, std::min(number.decimals(), most_decimals));
      const int whole = digit_count(number.mantissa) + number.exponent;
      large_ = large_ || number.exponent > 0;
      // A small number must not become 0.
      if (whole > most_whole_digits || whole <= -most_decimals) wide_ = true;
      return;
    }
    case CellKind::truth:
      ++truths_;
      return;
    case CellKind::day:
    case CellKind::month:
    case CellKind::year:
      ++days_;
      return;
    case CellKind::text:
    case CellKind::instant:
    case CellKind::time:
      ++texts_;
      return;
  }
}

std::string ColumnType::format() const {
  const int kinds = (numbers_ > 0) + (texts_ > 0) + (truths_ > 0) + (days_ > 0);
  if (kinds != 1 || texts_ > 0) return "u";
  if (truths_ > 0) return "b";
  if (days_ > 0) return "tdD";
  if (wide_) return "g";
  return decimals_ == 0 && !large_ ? "l" : "d:38," + std::to_string(decimals_);
}

Coefficient coefficient_of(const Number& number, int scale) {
  Wide value = number.mantissa;
  int exponent = number.exponent + scale;
  for (; exponent > 0; --exponent) value *= 10;
  if (exponent < 0) {
    Wide divisor = 1;
    for (; exponent < 0 && divisor < Wide{1'000'000'000'000'000'000}; ++exponent) divisor *= 10;
    const Wide half = value < 0 ? -divisor / 2 : divisor / 2;
    value = exponent < 0 ? 0 : (value + half) / divisor;
  }
  const Bits bits = static_cast<Bits>(value);
  return {{static_cast<uint64_t>(bits), static_cast<uint64_t>(bits >> 64)}};
}

}  // namespace kvali::xlsx
