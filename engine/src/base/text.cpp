#include "base/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/code_point.hpp"
#include "base/error.hpp"

namespace kvali {
namespace {

bool is_ascii(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool takes_room(char32_t c) noexcept {
  if (c == ill_formed) return true;
  if (c < 0x300 && c != 0xAD) return true;  // Nothing below combines, but U+00AD (soft hyphen) is invisible.
  const auto type = u_charType(static_cast<UChar32>(c));
  return type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK && type != U_FORMAT_CHAR;
}

bool is_blank(char32_t c) noexcept {
  if (c == ill_formed) return false;
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  const bool zero_width = (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
  return zero_width || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

/// ICU's sizes are 32-bit; no text of a report comes near.
icu::StringPiece piece(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 4)) {
    throw Error("text is longer than 512 MiB");
  }
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

/// The bytes E1 B2 90..BF are Mtavruli, E1 83 90..BF the Mkhedruli letters they belong to.
bool is_mtavruli_at(std::string_view text, std::size_t at) noexcept {
  return at + 2 < text.size() && text[at] == '\xE1' && text[at + 1] == '\xB2' &&
         static_cast<unsigned char>(text[at + 2]) >= 0x90;
}

void replace_mtavruli(std::string& text) noexcept {
  for (std::size_t at = text.find('\xE1'); at != text.npos; at = text.find('\xE1', at + 1)) {
    if (is_mtavruli_at(text, at)) text[at + 1] = '\x83';
  }
}

using CaseMapping = void (*)(const char*, std::uint32_t, icu::StringPiece, icu::ByteSink&, icu::Edits*,
                             UErrorCode&);

std::string convert_case(std::string_view text, CaseMapping mapping) {
  const std::string valid = is_valid_utf8(text) ? std::string{text} : sanitize_utf8(text);
  std::string converted;
  icu::StringByteSink<std::string> sink(&converted);
  UErrorCode status = U_ZERO_ERROR;
  mapping("", 0, piece(valid), sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(std::string{"cannot change the case of a text: "} + u_errorName(status));
  replace_mtavruli(converted);
  return converted;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    if (next_code_point(text, at) == ill_formed) return begin;
  }
  return std::nullopt;
}

bool is_valid_utf8(std::string_view text) noexcept {
  return !first_invalid_utf8(text);
}

std::string sanitize_utf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (next_code_point(text, at) == ill_formed)
      clean += "\uFFFD";
    else
      clean += text.substr(begin, at - begin);
  }
  return clean;
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string{text};
  const std::string valid = is_valid_utf8(text) ? std::string{text} : sanitize_utf8(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  if (U_SUCCESS(status)) nfc->normalizeUTF8(0, piece(valid), sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(std::string{"cannot normalise a text: "} + u_errorName(status));
  return normal;
}

std::size_t character_count(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (takes_room(next_code_point(text, at))) ++count;
  }
  return count;
}

std::size_t column_at(std::string_view line, std::size_t byte_offset) noexcept {
  // An offset inside a character belongs to that character.
  std::size_t begin = std::min(byte_offset, line.size());
  while (begin > 0 && begin < line.size() && (static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80)
    --begin;
  return character_count(line.substr(0, begin)) + 1;
}

std::string_view trim(std::string_view text) noexcept {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); begin = at) {
    if (!is_blank(next_code_point(text, at))) break;
  }
  text.remove_prefix(begin);
  std::size_t end = text.size();
  for (std::size_t at = end; at > 0; end = at) {
    if (!is_blank(previous_code_point(text, at))) break;
  }
  text.remove_suffix(text.size() - end);
  return text;
}

std::string to_upper(std::string_view text) {
  return convert_case(text, icu::CaseMap::utf8ToUpper);
}
std::string to_lower(std::string_view text) {
  return convert_case(text, icu::CaseMap::utf8ToLower);
}

bool has_mtavruli(std::string_view text) noexcept {
  for (std::size_t at = text.find('\xE1'); at != text.npos; at = text.find('\xE1', at + 1)) {
    if (is_mtavruli_at(text, at)) return true;
  }
  return false;
}

}  // namespace kvali
