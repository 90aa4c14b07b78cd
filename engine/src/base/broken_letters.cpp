#include "base/broken_letters.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

constexpr std::size_t longest_example = 40;

/// The keyboard of AcadNusx, by the letters' order in Unicode from U+10D0.
constexpr std::string_view nusx_letters = "abgdevzTiklmnopJrstufqRySCcZwWxjh";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// The bytes of a text in an 8-bit code page; nothing if a character has none.
std::optional<std::string> bytes_in(std::string_view text, const char* page) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(page, &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8({text.data(), int32_t(text.size())});
  std::string bytes(std::size_t(wide.length()) * 2 + 1, '\0');
  const int32_t size = ucnv_fromUChars(converter.get(), bytes.data(), int32_t(bytes.size()), wide.getBuffer(),
                                       wide.length(), &status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  bytes.resize(std::size_t(size));
  return bytes;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// "é" read as Windows-1252: "Ã" before a sign that no word has inside.
bool has_accent(std::string_view bytes) {
  for (std::size_t at = bytes.find('\xC3'); at != bytes.npos; at = bytes.find('\xC3', at + 1))
    if (at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) >= 0xA0) return true;
  return false;
}

/// One reading in a wrong code page undone.  Three letters at least, unless they are accented Latin ones
/// or Georgian: two may be chance.
std::optional<std::string> undone_once(std::string_view text) {
  // Georgian as it should be is the usual case.
  if (is_ascii(text) || text.find("\xE1\x83") != text.npos) return std::nullopt;
  for (const char* page : {"windows-1252", "windows-1251", "ISO-8859-1"}) {
    const auto bytes = bytes_in(text, page);
    if (!bytes || is_ascii(*bytes) || !is_valid_utf8(*bytes)) continue;
    const auto leads = std::count_if(bytes->begin(), bytes->end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0xC2; });
    const bool georgian = bytes->find("\xE1\x83") != std::string::npos;
    const bool western = page != std::string_view("windows-1251");
    if (leads >= 3 || georgian || (western && has_accent(*bytes))) return *bytes;
  }
  return std::nullopt;
}

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// How Georgian words end, in the font's letters.  No English or French word with a capital inside does.
constexpr std::array georgian_endings{"eba",   "oba",    "ebi",  "ebis", "obis", "ebiT", "obiT", "uli",
                                      "ulis",  "ili",    "ilis", "ari",  "Tvis", "Si",   "Tan",  "velo",
                                      "velos", "iSvili", "eTi",  "eTis", "aTi",  "iTi",  "bis",  "isTvis"};

bool ends_as_georgian(std::string_view word) {
  return word.find_first_not_of(nusx_letters) == word.npos &&
         std::any_of(georgian_endings.begin(), georgian_endings.end(), [&](std::string_view ending) {
           return word.size() > ending.size() && word.ends_with(ending);
         });
}

/// "saqarTvelo", "gankuTvnili"; not "JavaScript" (begins with a capital), "postCode" (ends otherwise),
/// "iPhone" (P is no letter of the font) or "USAID" (all capitals).
bool is_font_word(std::string_view word) {
  if (word.size() < 4 || word.front() < 'a' || !ends_as_georgian(word)) return false;
  return std::any_of(word.begin(), word.end(), [](char c) { return c <= 'Z'; });
}

bool is_georgian(char32_t c) {
  return c >= 0x10D0 && c <= 0x10FF;
}

}  // namespace

std::string shortened(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && character_count(out) < longest_example;) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out += text.substr(at, end - at);
    at = end;
  }
  return out.size() < text.size() ? out + "…" : out;
}

std::optional<std::string> without_mojibake(std::string_view text) {
  auto repaired = undone_once(text);
  for (int again = 0; repaired && again < 3; ++again) {
    auto deeper = undone_once(*repaired);
    if (!deeper) break;
    repaired = std::move(deeper);
  }
  return repaired;
}

std::string from_acad_nusx(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::size_t at = nusx_letters.find(c);
    if (at == std::string_view::npos) {
      out += c;
      continue;
    }
    // U+10D0 + at, three bytes.
    const auto code = 0x10D0U + unsigned(at);
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return out;
}

AcadNusx look_for_acad_nusx(std::string_view text) {
  AcadNusx found;
  found.has_georgian = text.find("\xE1\x83") != text.npos;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_latin(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty()) ++found.all;
    if (!word.empty() && ends_as_georgian(word)) ++found.ended;
    if (!word.empty() && is_font_word(word) && found.words++ == 0) found.first = at;
    at = end + 1;
  }
  return found;
}

bool AcadNusx::is_clear() const {
  return words >= 1 && ended >= 2 && 3 * ended >= all && !has_georgian;
}

void AcadNusx::add(const AcadNusx& other) {
  words += other.words;
  ended += other.ended;
  all += other.all;
  has_georgian = has_georgian || other.has_georgian;
}

std::string acad_nusx_cure(std::string_view text) {
  return fmt::format("it reads '{}': convert the file to Unicode Georgian", shortened(from_acad_nusx(text)));
}

bool is_question_marks(std::string_view text) {
  if (text.find("???") == text.npos) return false;
  std::size_t marks = 0, others = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == U'?')
      ++marks;
    else if (c >= 0x80 ? !is_georgian(c) : is_latin(text[begin]))
      ++others;
  }
  return marks >= 4 && marks > 2 * others;
}

}  // namespace kvali
