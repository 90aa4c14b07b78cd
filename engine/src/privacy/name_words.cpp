#include "privacy/name_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// Letters that a case may add to a Georgian name: "-ისთვის" has the most in use.
constexpr std::size_t longest_ending = 6;
/// From this length on a vowel at the end belongs to the case.
constexpr std::size_t shortest_stemmed = 4;

constexpr std::array<std::string_view, 5> roman_vowels{"a", "e", "i", "o", "u"};
constexpr std::array<std::string_view, 5> vowels{"ა", "ე", "ი", "ო", "უ"};
constexpr std::array<std::string_view, 9> cases{"მა", "მ", "ის", "ს", "ით", "თი", "ად", "დ", "ვ"};
constexpr std::array<std::string_view, 9> postpositions{"თვის", "თან", "გან", "კენ", "მდე",
                                                        "ებრ",  "ვით", "ზე",  "ში"};
constexpr std::array<std::string_view, 3> particles{"ცა", "ც", "ვე"};

/// A letter of the block U+10A0 to U+10FF takes three bytes.
constexpr std::size_t letter_bytes = 3;

bool is_georgian(std::string_view word) {
  for (std::size_t at = 0; at < word.size();)
    if (const char32_t c = next_code_point(word, at); c < 0x10D0 || c > 0x10FF) return false;
  return !word.empty();
}

template <std::size_t N>
void drop_one(std::string_view& rest, const std::array<std::string_view, N>& of) {
  for (const std::string_view one : of)
    if (rest.starts_with(one)) {
      rest.remove_prefix(one.size());
      return;
    }
}

constexpr std::string_view plural = "ებ";

/// What of a Georgian word follows a romanised stem; nothing where it does not begin with it.
std::optional<std::string_view> after_stem(const NameWord& word, std::string_view stem) {
  const std::string_view georgian = word.georgian;
  if (!std::string_view(word.roman).starts_with(stem)) return std::nullopt;
  std::size_t at = 0, roman = 0;
  for (; roman < stem.size(); at += letter_bytes)
    roman += romanise_georgian(georgian.substr(at, letter_bytes)).size();
  if (roman != stem.size()) return std::nullopt;
  return georgian.substr(at);
}

bool is_marked(std::string_view text, const NameWord& word, bool first) {
  const auto at = [&](std::size_t index) { return index < text.size() ? text[index] : ' '; };
  const char before = at(word.begin - 1), behind = at(word.end);
  const bool tagged =
      before == '@' && std::string_view(" ([,;").find(at(word.begin - 2)) != std::string_view::npos;
  return tagged || (before == '[' && behind == ']') || (first && behind == ':');
}

/// "David" and "Davidi", which is "დავიდი" romanised, are one name.
constexpr std::size_t shortest_nominative = 5;

/// A nominative's "i" is no part of a given name's stem; other vowels are.
std::string_view given_stem(std::string_view roman) {
  return roman.size() >= shortest_nominative && roman.ends_with('i') ? roman.substr(0, roman.size() - 1)
                                                                     : roman;
}

/// Soft hyphens, joiners and spaces of no width stand within words and are not seen.
bool is_invisible(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

std::string visible(std::string_view word) {
  std::string seen;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    if (!is_invisible(next_code_point(word, at))) seen += word.substr(begin, at - begin);
  }
  return seen;
}

bool begins_sentence(std::string_view text, std::size_t at) {
  const std::size_t before = text.substr(0, at).find_last_not_of(" \"'([*_");
  return before == text.npos || std::string_view(".!?:;|\n").find(text[before]) != std::string_view::npos;
}

bool is_in_address(std::string_view text, const NameWord& word) {
  const std::string_view behind = text.substr(word.end, 2);
  const bool before = word.begin > 0 && (text[word.begin - 1] == '@' || text[word.begin - 1] == '.');
  return before || behind.starts_with('@') || (behind.size() == 2 && behind[0] == '.' && behind[1] != ' ');
}

}  // namespace

std::vector<NameWord> name_words(std::string_view text) {
  std::vector<NameWord> words;
  bool open = false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (open && is_invisible(c)) continue;
    const bool letter = c != ill_formed && u_isalpha(static_cast<UChar32>(c)) != 0;
    if (letter && !open) {
      words.push_back({begin, begin, {}, {}, u_isupper(static_cast<UChar32>(c)) != 0});
      letters = 0;
    }
    open = letter;
    if (!letter) continue;
    words.back().end = at;
    const bool upper = u_isupper(static_cast<UChar32>(c)) != 0;
    NameWord& word = words.back();
    if (++letters == 2) {
      word.capitals = word.titled && upper;
      word.titled = word.titled && !upper;
    } else {
      word.capitals = word.capitals && upper;
    }
  }
  for (NameWord& word : words) {
    word.marked = is_marked(text, word, &word == &words.front());
    word.inner = !begins_sentence(text, word.begin);
    word.address = is_in_address(text, word);
    word.roman = fold_key(visible(text.substr(word.begin, word.end - word.begin)));
    if (!is_georgian(word.roman)) continue;
    word.georgian = std::move(word.roman);
    word.roman = romanise_georgian(word.georgian);
  }
  return words;
}

bool is_case_ending(std::string_view rest) {
  if (rest.starts_with(plural)) rest.remove_prefix(plural.size());
  const std::string_view whole = rest;
  drop_one(rest, cases);
  if (rest == whole) {
    drop_one(rest, vowels);
    drop_one(rest, cases);
  }
  drop_one(rest, vowels);
  drop_one(rest, postpositions);
  drop_one(rest, particles);
  return rest.empty();
}

std::string_view name_stem(std::string_view roman) {
  if (roman.size() < shortest_stemmed) return roman;
  const auto ends = [&](std::string_view vowel) { return roman.ends_with(vowel); };
  return std::any_of(roman_vowels.begin(), roman_vowels.end(), ends) ? roman.substr(0, roman.size() - 1)
                                                                     : roman;
}

bool is_form_of(const NameWord& word, std::string_view roman, Endings endings) {
  if (word.georgian.empty()) return word.roman == roman || given_stem(word.roman) == given_stem(roman);
  const auto rest = after_stem(word, endings == Endings::given ? given_stem(roman) : name_stem(roman));
  if (!rest) return false;
  // The vocative of a name in "o" ends in "ვ"; "დატოვა" is a verb.
  if (endings == Endings::given && rest->starts_with("ვ") && *rest != "ვ") return false;
  return endings == Endings::any ? rest->size() <= longest_ending * letter_bytes : is_case_ending(*rest);
}

}  // namespace kvali
