#include "base/codes.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <string>

namespace kvali {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
  return out;
}

/// ICU's lists end with a null.
bool among(const char* const* list, std::string_view code) {
  for (; *list != nullptr; ++list)
    if (code == *list) return true;
  return false;
}

bool is_two_letter_country(std::string_view code) {
  return among(uloc_getISOCountries(), upper(code));
}

}  // namespace

bool is_country(std::string_view code) {
  if (code.size() != 3) return false;
  const std::string wanted = upper(code);
  for (const char* const* list = uloc_getISOCountries(); *list != nullptr; ++list)
    if (wanted == uloc_getISO3Country(("und_" + std::string(*list)).c_str())) return true;
  return false;
}

bool is_language(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_letter))
    return false;
  std::string lower(language);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return among(uloc_getISOLanguages(), lower);
}

bool is_place_code(std::string_view code) {
  if (code.size() < 2 || !is_two_letter_country(code.substr(0, 2))) return false;
  const std::string_view rest = code.substr(2);
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return rest.empty() ||
         (std::all_of(rest.begin(), rest.end(), fits) && std::any_of(rest.begin(), rest.end(), is_digit));
}

}  // namespace kvali
