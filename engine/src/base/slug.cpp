#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"

namespace kvali {
namespace {

/// Georgia's national system of romanisation (2002) for U+10D0 to U+10F0, without its apostrophes.
constexpr std::array<std::string_view, 33> romanised{
    "a", "b", "g", "d", "e", "v",  "z", "t",  "i",  "k",  "l",  "m",  "n",  "o",  "p", "zh", "r",
    "s", "t", "u", "p", "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h"};

/// The dashes of age groups and periods (U+2010 to U+2015, UTF-8: E2 80 90..95) as hyphens: to ask for a
/// transliterator would take longer than all else a monthly report does with names.
std::string plain_dashes(std::string text) {
  for (std::size_t at = text.find("\xE2\x80"); at != text.npos; at = text.find("\xE2\x80", at + 1)) {
    const bool dash = at + 2 < text.size() && text[at + 2] >= '\x90' && text[at + 2] <= '\x95';
    if (dash) text.replace(at, 3, "-");
  }
  return text;
}

/// Any script in ASCII letters; what has none is left and dropped later. Made for each call, as
/// transliterators are not shared between threads: names in other scripts are few.
std::string transliterate(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator{
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status)};
  if (U_FAILURE(status) || !transliterator) return text;
  icu::UnicodeString utf16 = icu::UnicodeString::fromUTF8(text);
  transliterator->transliterate(utf16);
  std::string ascii;
  utf16.toUTF8String(ascii);
  return ascii;
}

/// Letters and digits in lower case, all between them as one hyphen; apostrophes join.
std::string hyphenated(std::string_view text) {
  std::string slug;
  bool gap = false;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      if (gap && !slug.empty()) slug += '-';
      slug += lower;
      gap = false;
    } else if (c != '\'') {
      gap = true;
    }
  }
  return slug;
}

}  // namespace

std::string romanise_georgian(std::string_view text) {
  std::string roman;  // In UTF-8 the letters are E1 83 90 to E1 83 B0.
  for (std::size_t at = 0; at < text.size();) {
    const bool mkhedruli = at + 2 < text.size() && text[at] == '\xE1' && text[at + 1] == '\x83';
    const std::size_t letter =
        mkhedruli ? std::size_t{static_cast<unsigned char>(text[at + 2])} - 0x90 : romanised.size();
    if (letter < romanised.size()) {
      roman += romanised[letter];
      at += 3;
    } else {
      roman += text[at++];
    }
  }
  return roman;
}

std::string slug(std::string_view text, std::size_t longest) {
  // Romanised letters are at most two: what lies beyond four bytes a character cannot matter.
  constexpr std::size_t slack = 64;
  std::string roman = plain_dashes(romanise_georgian(to_lower(to_nfc(text.substr(0, 4 * longest + slack)))));
  const auto foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (std::any_of(roman.begin(), roman.end(), foreign)) roman = transliterate(roman);
  std::string slug = hyphenated(roman);
  if (slug.size() <= longest) return slug;
  const bool cuts_word = slug[longest] != '-';
  slug.resize(longest);
  const std::size_t hyphen = slug.rfind('-');
  if (cuts_word && hyphen != slug.npos && hyphen > longest / 2) slug.resize(hyphen);
  if (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace kvali
