#include "privacy/positions.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace kvali {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "41.64228" and how many digits are behind the point.
struct Coordinate {
  std::size_t end = 0;
  int degrees = 0;
  int decimals = 0;
};

std::optional<Coordinate> coordinate_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '-') ++at;
  constexpr int most_degrees = 180;
  const std::size_t begin = at;
  int degrees = 0;
  while (at < text.size() && is_digit(text[at]) && degrees <= most_degrees)
    degrees = 10 * degrees + (text[at++] - '0');
  if (at == begin || degrees > most_degrees || at >= text.size() || text[at] != '.') return std::nullopt;
  const std::size_t first = ++at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return Coordinate{at, degrees, static_cast<int>(at - first)};
}

/// Takes one of the marks off the text.
template <std::size_t N>
bool take(std::string_view& text, const std::array<std::string_view, N>& marks) {
  for (const std::string_view mark : marks)
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
      return true;
    }
  return false;
}

/// What stands between two coordinates: marks, a point of the compass, "lon"; 0 = nothing that joins them.
/// What a semicolon and a space part are values in a list, as the evidence of a figure has them.
std::size_t joint_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 24;
  constexpr std::array<std::string_view, 10> words{"",    "n",   "s",         "e",   "w",
                                                   "lon", "lng", "longitude", "lat", "latitude"};
  constexpr std::array<std::string_view, 6> marks{" ", ",", ":", "=", "\xC2\xB0", "/"};
  std::string_view rest = text.substr(at, longest);
  if (rest.starts_with("; ")) return 0;
  std::string letters;
  const std::size_t whole = rest.size();
  while (!rest.empty() && !is_digit(rest.front()) && rest.front() != '-') {
    if (take(rest, marks)) continue;
    if (rest.front() != ';') letters += rest.front();
    rest.remove_prefix(1);
  }
  if (rest.empty() || std::find(words.begin(), words.end(), fold_key(letters)) == words.end()) return 0;
  return whole - rest.size();
}

/// Bytes of 41°38'30" from `at` on, with tenths of a second or without; 0 = none.
std::size_t degrees_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 2> degree{"\xC2\xB0", "\xC2\xBA"};
  constexpr std::array<std::string_view, 3> minute{"'", "\xE2\x80\xB2", "\xE2\x80\x99"};
  constexpr std::array<std::string_view, 4> second{"\"", "\xE2\x80\xB3", "\xE2\x80\x9D", "''"};
  std::string_view rest = text.substr(at);
  const auto number = [&rest](std::size_t most) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < rest.size() && (is_digit(rest[digits]) || (digits > 0 && rest[digits] == '.'))) ++digits;
    rest.remove_prefix(digits);
    return digits > 0 && digits <= most;
  };
  const bool exact =
      number(3) && take(rest, degree) && number(2) && take(rest, minute) && number(6) && take(rest, second);
  return exact ? text.size() - at - rest.size() : 0;
}

}  // namespace

std::optional<Identifier> position_at(std::string_view text, std::size_t at, int decimals) {
  if (const std::size_t length = degrees_at(text, at); length > 0)
    return Identifier{at, length, IdentifierKind::coordinates};
  const auto first = coordinate_at(text, at);
  if (!first || first->decimals < 3) return std::nullopt;
  const std::size_t joint = joint_at(text, first->end);
  if (joint == 0) return std::nullopt;
  const auto second = coordinate_at(text, first->end + joint);
  constexpr int most_latitude = 90;
  if (!second || std::min(first->degrees, second->degrees) > most_latitude) return std::nullopt;
  if (second->decimals < 3 || std::max(first->decimals, second->decimals) <= decimals) return std::nullopt;
  return Identifier{at, second->end - at, IdentifierKind::coordinates};
}

}  // namespace kvali
