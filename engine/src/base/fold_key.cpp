#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/code_point.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {
namespace {

/// The one form of a character that is written in many ways; 0 for those that are dropped.
char32_t plain_form(char32_t c) {
  if (c == ill_formed) return U'\uFFFD';
  if (c < 0x80) return c >= '\t' && c <= '\r' ? U' ' : c;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return '-';
  switch (c) {
    case 0x00AD:  // soft hyphen
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
      return 0;
    case 0x00AB:  // «
    case 0x00BB:  // »
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
      return '"';
    case 0x00B4:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case '`':
      return '\'';
    default:
      return u_isUWhiteSpace(static_cast<UChar32>(c)) ? U' ' : c;
  }
}

/// Plain forms, runs of spaces as one, none at the ends.
std::string with_plain_forms(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = plain_form(next_code_point(text, at));
    const bool surplus = c == ' ' && (plain.empty() || plain.back() == ' ');
    if (c != 0 && !surplus) append_code_point(plain, c);
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

std::string fold_case(const std::string& text) {
  if (text.size() > (1U << 29)) throw Error("text is longer than 512 MiB");
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, {text.data(), static_cast<std::int32_t>(text.size())}, sink,
                         nullptr, status);
  if (U_FAILURE(status)) throw Error(std::string{"cannot fold the case of a text: "} + u_errorName(status));
  return folded;
}

/// Case endings and postpositions that Georgian writes after a foreign name and a hyphen.
constexpr std::array<std::string_view, 31> case_endings{
    "ი",     "მა",  "მ",    "ს",     "ის",  "ისა",  "ით",    "ითა",   "ად",     "თი",  "ში",
    "ზე",    "თან", "სთან", "ისთან", "დან", "იდან", "თვის",  "სთვის", "ისთვის", "გან", "სგან",
    "ისგან", "მდე", "ამდე", "იმდე",  "კენ", "სკენ", "ისკენ", "ებრ",   "ვით"};

/// A listed ending, with the particle -ც (-აც), "also", or without.
bool is_case_ending(std::string_view letters) {
  const auto listed = [](std::string_view ending) {
    return std::find(case_endings.begin(), case_endings.end(), ending) != case_endings.end();
  };
  constexpr std::string_view also = "ც";
  constexpr std::string_view link = "ა";
  if (listed(letters)) return true;
  if (!letters.ends_with(also)) return false;
  letters.remove_suffix(also.size());
  if (letters.empty() || listed(letters)) return true;
  return letters.ends_with(link) && listed(letters.substr(0, letters.size() - link.size()));
}

bool is_latin_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_latin_or_digit(char c) {
  return is_latin_letter(c) || (c >= '0' && c <= '9');
}

/// Mkhedruli letters are E1 83 90..BF.
std::size_t georgian_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end + 2 < text.size() && text[end] == '\xE1' && text[end + 1] == '\x83' &&
         static_cast<unsigned char>(text[end + 2]) >= 0x90) {
    end += 3;
  }
  return end - at;
}

/// Does a Latin word with at least two letters end right before `at`?
bool latin_word_before(std::string_view text, std::size_t at) {
  std::size_t letters = 0;
  std::size_t begin = at;
  for (; begin > 0 && is_latin_or_digit(text[begin - 1]); --begin)
    letters += is_latin_letter(text[begin - 1]) ? 1U : 0U;
  return letters >= 2;
}

std::string without_case_endings(std::string text) {
  for (std::size_t dash = text.find('-'); dash != text.npos; dash = text.find('-', dash + 1)) {
    const std::size_t length = georgian_run(text, dash + 1);
    if (length == 0 || !latin_word_before(text, dash)) continue;
    const std::size_t end = dash + 1 + length;
    const bool word_goes_on = end < text.size() && (is_latin_or_digit(text[end]) || text[end] == '-' ||
                                                    static_cast<unsigned char>(text[end]) >= 0x80);
    if (word_goes_on || !is_case_ending(std::string_view{text}.substr(dash + 1, length))) continue;
    text.erase(dash, length + 1);
    if (dash >= text.size()) break;
  }
  return text;
}

}  // namespace

std::string fold_key(std::string_view text) {
  return without_case_endings(to_nfc(fold_case(with_plain_forms(to_nfc(text)))));
}

}  // namespace kvali
