#include "base/money.hpp"

#include <unicode/ucurr.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace kvali {

namespace {

// ISO 4217:2015, list one, as amended: every other currency has two digits.
constexpr std::array<std::string_view, 17> without_minor{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                         "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                         "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> with_three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::array<std::string_view, 2> with_four{"CLF", "UYW"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::string currency_code(std::string_view text) {
  std::string code(trim(text));
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
  return code;
}

bool is_currency(std::string_view code) {
  if (code.size() != 3) return false;
  std::array<char16_t, 4> wide{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (code[i] < 'A' || code[i] > 'Z') return false;
    wide[i] = static_cast<unsigned char>(code[i]);
  }
  return ucurr_getNumericCode(wide.data()) != 0;
}

int minor_units(std::string_view code) {
  if (among(without_minor, code)) return 0;
  if (among(with_three, code)) return 3;
  return among(with_four, code) ? 4 : 2;
}

Decimal smallest_amount(std::string_view code) {
  Int128 coefficient = Decimal::unit;
  for (int digits = minor_units(code); digits > 0; --digits) coefficient /= 10;
  return Decimal::from_coefficient(coefficient);
}

}  // namespace kvali
