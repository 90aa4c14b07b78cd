#include <unicode/ucurr.h>

#include <array>
#include <cstdint>

#include "base/code_point.hpp"
#include "base/error.hpp"
#include "locale/locale.hpp"
#include "locale/locale_data.hpp"

namespace kvali {
namespace {

constexpr std::string_view no_break_space = "\u00A0";

/// The number's digits, split at the point: at most 27 and exactly 12.
class Digits {
 public:
  explicit Digits(const Decimal& value) {
    const Int128 coefficient = magnitude(value).coefficient();
    auto fraction = static_cast<std::uint64_t>(coefficient % Decimal::unit);
    for (std::size_t i = fraction_.size(); i-- > 0; fraction /= 10)
      fraction_[i] = static_cast<char>(fraction % 10);
    Int128 whole = coefficient / Decimal::unit;
    constexpr Int128 split = Int128{1'000'000'000} * 1'000'000'000;  // Two parts that 64 bits divide fast.
    write(static_cast<std::uint64_t>(whole % split), whole >= split ? 18U : 1U);
    if (whole >= split) write(static_cast<std::uint64_t>(whole / split), 1);
  }

  std::size_t whole_count() const { return whole_.size() - begin_; }
  unsigned whole(std::size_t i) const { return static_cast<unsigned>(whole_[begin_ + i]); }
  unsigned fraction(std::size_t i) const { return static_cast<unsigned>(fraction_[i]); }

  /// Digits after the point without the zeros at the end.
  std::size_t needed_fraction() const {
    std::size_t count = fraction_.size();
    while (count > 0 && fraction_[count - 1] == 0) --count;
    return count;
  }

 private:
  void write(std::uint64_t number, std::size_t at_least) {
    for (std::size_t i = 0; i < at_least || number != 0; ++i, number /= 10) {
      whole_[--begin_] = static_cast<char>(number % 10);
    }
  }

  std::array<char, 40> whole_{};
  std::size_t begin_ = 40;
  std::array<char, Decimal::scale> fraction_{};
};

void append_digit(std::string& out, const NumberSymbols& symbols, unsigned digit) {
  if (symbols.zero == U'0') {
    out += static_cast<char>('0' + digit);
  } else {
    append_code_point(out, symbols.zero + digit);
  }
}

bool is_grouped(const NumberSymbols& symbols, std::size_t digits, Grouping grouping) {
  if (grouping == Grouping::never) return false;
  const auto first = static_cast<std::size_t>(symbols.first_group);
  if (grouping == Grouping::always) return digits > first;
  return digits >= first + static_cast<std::size_t>(symbols.minimum_grouping);
}

/// Does a separator stand before the last `left` digits?
bool group_begins(const NumberSymbols& symbols, std::size_t left) {
  const auto first = static_cast<std::size_t>(symbols.first_group);
  const auto further = static_cast<std::size_t>(symbols.further_groups);
  return left >= first && (left - first) % further == 0;
}

Decimal rounded(const Decimal& value, int decimals) {
  return decimals == Locale::as_needed ? value : value.round_half_up(decimals);
}

}  // namespace

std::string plain_digits(const NumberSymbols& symbols, unsigned number, std::size_t width) {
  const Digits digits(number);
  std::string text;
  for (std::size_t i = digits.whole_count(); i < width; ++i) append_digit(text, symbols, 0);
  for (std::size_t i = 0; i < digits.whole_count(); ++i) append_digit(text, symbols, digits.whole(i));
  return text;
}

void Locale::append_number(std::string& out, const Decimal& value, int decimals, Grouping grouping) const {
  const NumberSymbols& symbols = data_->symbols;
  const Decimal shown = rounded(value, decimals);
  const Digits digits(shown);
  if (shown.is_negative()) out += symbols.minus;
  const std::size_t count = digits.whole_count();
  const bool grouped = is_grouped(symbols, count, grouping);
  for (std::size_t i = 0; i < count; ++i) {
    if (grouped && i > 0 && group_begins(symbols, count - i)) out += symbols.group;
    append_digit(out, symbols, digits.whole(i));
  }
  const std::size_t fraction =
      decimals == as_needed ? digits.needed_fraction() : static_cast<std::size_t>(decimals);
  if (fraction == 0) return;
  out += symbols.decimal;
  for (std::size_t i = 0; i < fraction; ++i) {
    append_digit(out, symbols, i < Decimal::scale ? digits.fraction(i) : 0);
  }
}

std::string Locale::number(const Decimal& value, int decimals, Grouping grouping) const {
  std::string text;
  append_number(text, value, decimals, grouping);
  return text;
}

std::string Locale::percent(const Decimal& fraction, int decimals, Grouping grouping) const {
  const Decimal shown = rounded(fraction * 100, decimals);
  std::string text = shown.is_negative() ? data_->symbols.minus : std::string{};
  text += data_->symbols.percent_prefix;
  append_number(text, magnitude(shown), decimals, grouping);
  return text + data_->symbols.percent_suffix;
}

std::string Locale::money(const Decimal& amount, std::string_view currency, int decimals,
                          Grouping grouping) const {
  std::string text;
  if (data_->currency_first) text.append(currency).append(no_break_space);
  append_number(text, amount, decimals == as_needed ? currency_decimals(currency) : decimals, grouping);
  if (!data_->currency_first) text.append(no_break_space).append(currency);
  return text;
}

Grouping Locale::column_grouping(const Decimal& largest) const noexcept {
  const std::size_t digits = Digits(largest).whole_count();
  return is_grouped(data_->symbols, digits, Grouping::automatic) ? Grouping::always : Grouping::never;
}

int currency_decimals(std::string_view currency) {
  constexpr int usual = 2;
  if (currency.size() != 3) return usual;
  std::array<char16_t, 4> code{};
  for (std::size_t i = 0; i < 3; ++i) code[i] = static_cast<unsigned char>(currency[i]);
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t digits = ucurr_getDefaultFractionDigits(code.data(), &status);
  return U_SUCCESS(status) ? digits : usual;
}

}  // namespace kvali
