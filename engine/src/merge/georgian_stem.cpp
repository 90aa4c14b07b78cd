#include "merge/georgian_stem.hpp"

#include <array>

namespace kvali {

namespace {

/// A letter of the block U+10A0 to U+10FF takes three bytes.
constexpr std::size_t letter_bytes = 3;
constexpr std::size_t shortest_stem = 3 * letter_bytes;

bool is_georgian(std::string_view word) {
  return word.size() % letter_bytes == 0 && word.starts_with("\xE1\x83");
}

/// Endings of the singular cases, with postpositions, the longest first; a name in a sentence has them.
constexpr std::array<std::string_view, 21> endings{"ისთვის", "ისგან", "ისკენ", "იდან", "ისაც", "სთან", "თვის",
                                                   "მდე",    "ისა",   "დან",   "გან",  "ში",   "ზე",   "მაც",
                                                   "ის",     "ით",    "ად",    "მა",   "მ",    "ს",    "ც"};
/// The vowels that a stem ends in or loses.
constexpr std::array<std::string_view, 5> vowels{"ა", "ე", "ი", "ო", "უ"};

template <std::size_t N>
bool strip_one(std::string_view& word, const std::array<std::string_view, N>& of) {
  for (const std::string_view ending : of) {
    if (!word.ends_with(ending) || word.size() < shortest_stem + ending.size()) continue;
    word.remove_suffix(ending.size());
    return true;
  }
  return false;
}

}  // namespace

std::string georgian_stem(std::string_view folded_name) {
  std::string stem;
  while (!folded_name.empty()) {
    const std::size_t space = std::min(folded_name.find(' '), folded_name.size());
    std::string_view word = folded_name.substr(0, space);
    folded_name.remove_prefix(std::min(space + 1, folded_name.size()));
    if (is_georgian(word)) {
      strip_one(word, endings);
      strip_one(word, vowels);
    }
    stem += word;
    if (!folded_name.empty()) stem += ' ';
  }
  return stem;
}

}  // namespace kvali
