#include "privacy/iban.hpp"

#include <algorithm>
#include <string>

namespace kvali {

namespace {

constexpr std::size_t shortest = 15, longest = 34;
constexpr std::size_t group = 4;
constexpr std::size_t fewest_digits = 8;  ///< Words behind "FY25" have fewer.

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_sign(char c) {
  return is_digit(c) || is_capital(capital(c));
}

/// ISO 7064: the country and the check digits go to the end, letters count from 10 on.
bool has_right_check_digits(const std::string& iban) {
  int rest = 0;
  for (const char c : iban.substr(group) + iban.substr(0, group))
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  return rest == 1;
}

bool is_iban(const std::string& signs) {
  return signs.size() >= shortest && signs.size() <= longest &&
         std::count_if(signs.begin(), signs.end(), is_digit) >= std::ptrdiff_t(fewest_digits) &&
         has_right_check_digits(signs);
}

/// A space between two groups, perhaps one that does not break.
std::size_t gap_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with(' ')) return 1;
  return text.substr(at).starts_with("\xC2\xA0") ? 2 : 0;
}

}  // namespace

std::size_t iban_at(std::string_view text, std::size_t at) {
  if (at + shortest > text.size() || (at > 0 && is_sign(text[at - 1]))) return 0;
  for (const std::size_t letter : {at, at + 1})
    if (!is_capital(capital(text[letter]))) return 0;
  if (!is_digit(text[at + 2]) || !is_digit(text[at + 3])) return 0;
  std::string signs;
  std::size_t found = 0;
  for (std::size_t next = at; next < text.size();) {
    const std::size_t before = signs.size();
    while (next < text.size() && is_sign(text[next]) && signs.size() <= longest)
      signs += capital(text[next++]);
    if (is_iban(signs)) found = next - at;
    const std::size_t gap = gap_at(text, next);
    const bool whole = gap > 0 && signs.size() - before == group && signs.size() < longest;
    if (!whole || next + gap >= text.size() || !is_sign(text[next + gap])) break;
    next += gap;
  }
  return found;
}

}  // namespace kvali
