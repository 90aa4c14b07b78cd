#include "text/breaks.hpp"

#include <unicode/ubidi.h>
#include <unicode/utext.h>

#include <kvali/plugin.hpp>

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

UBreakIterator* open_iterator(UBreakIteratorType type, const std::string& locale) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator = ubrk_open(type, locale.c_str(), nullptr, 0, &status);
  if (U_FAILURE(status)) throw Error(std::string("ICU has no line break rules: ") + u_errorName(status));
  return iterator;
}

void find(UBreakIterator* iterator, std::string_view text, Positions& out) {
  out.clear();
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  ubrk_setUText(iterator, &utext, &status);
  if (U_SUCCESS(status)) {
    ubrk_first(iterator);
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
      out.push_back(static_cast<uint32_t>(at));
  }
  utext_close(&utext);
  if (out.empty() || out.back() != text.size()) out.push_back(static_cast<uint32_t>(text.size()));
}

bool is_letter_or_digit(unsigned char c) {
  // Bytes from 0x80 are letters of the plain scripts checked in is_plain().
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

// True for text whose only breaks are after spaces, by the rules of UAX 14: words of Latin, Cyrillic,
// Greek, Armenian or Georgian letters and digits with . , : ; % behind. Everything else asks ICU.
bool is_plain(std::string_view text) {
  bool after_space = true;
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      const char32_t letter = next_code_point(text, i);
      const bool plain = (letter >= 0xC0 && letter < 0x2C8 && letter != 0xD7 && letter != 0xF7) ||
                         (letter >= 0x388 && letter < 0x3D0) || (letter >= 0x400 && letter < 0x483) ||
                         (letter >= 0x531 && letter < 0x557) || (letter >= 0x561 && letter < 0x587) ||
                         (letter >= 0x10A0 && letter <= 0x10FA) || (letter >= 0x1C90 && letter <= 0x1CBA);
      if (!plain) return false;
      after_space = false;
      continue;
    }
    const bool trails = c == '.' || c == ',' || c == ':' || c == ';' || c == '%';
    if (c != ' ' && !is_letter_or_digit(c) && (!trails || after_space)) return false;
    after_space = c == ' ';
    ++i;
  }
  return true;
}

// A break after each run of spaces and at the end.
void find_spaces(std::string_view text, Positions& out) {
  out.clear();
  for (size_t i = 1; i < text.size(); ++i)
    if (text[i - 1] == ' ' && text[i] != ' ') out.push_back(static_cast<uint32_t>(i));
  out.push_back(static_cast<uint32_t>(text.size()));
}

// Right-to-left scripts start with these lead bytes: Hebrew to Samaritan and Mandaic (D6 to DF, E0 A0
// to E0 A3), presentation forms (EF), the supplementary planes (F0), and explicit marks (E2 80, E2 81).
bool may_be_rtl(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0xD6) continue;
    if (c <= 0xDF || c >= 0xEF) return true;
    if (i + 1 >= text.size()) return false;
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if (c == 0xE0 && next <= 0xA3) return true;
    if (c == 0xE2 && (next == 0x80 || next == 0x81) && i + 2 < text.size()) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      const bool is_mark = (next == 0x80 && (last == 0x8F || last >= 0xAA)) || (next == 0x81 && last >= 0xA6);
      if (is_mark) return true;
    }
  }
  return false;
}

}  // namespace

Breaks::Breaks(const std::string& locale)
    : lines_(open_iterator(UBRK_LINE, locale)), letters_(open_iterator(UBRK_CHARACTER, locale)) {}

Breaks::~Breaks() {
  ubrk_close(lines_);
  ubrk_close(letters_);
}

void Breaks::lines(std::string_view text, Positions& out) {
  if (is_plain(text))
    find_spaces(text, out);
  else
    find(lines_, text, out);
}

void Breaks::letters(std::string_view text, Positions& out) {
  find(letters_, text, out);
}

bool bidi_levels(std::string_view text, bool base_rtl, std::vector<uint8_t>& out) {
  out.clear();
  if (!base_rtl && !may_be_rtl(text)) return false;
  const std::u16string units = to_utf16(text);
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_open();
  ubidi_setPara(bidi, units.data(), static_cast<int32_t>(units.size()),
                base_rtl ? UBiDiLevel{1} : UBiDiLevel{UBIDI_DEFAULT_LTR}, nullptr, &status);
  const UBiDiLevel* levels = U_SUCCESS(status) ? ubidi_getLevels(bidi, &status) : nullptr;
  bool is_rtl = false;
  if (U_SUCCESS(status) && levels != nullptr) {
    is_rtl = (ubidi_getParaLevel(bidi) & 1) != 0;
    size_t unit = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t begin = at;
      const char32_t c = next_code_point(text, at);
      out.insert(out.end(), at - begin, levels[unit]);
      unit += c > 0xFFFF ? 2 : 1;
    }
  }
  ubidi_close(bidi);
  return is_rtl;
}

std::vector<int32_t> visual_order(const std::vector<uint8_t>& levels) {
  std::vector<int32_t> order(levels.size());
  ubidi_reorderVisual(levels.data(), static_cast<int32_t>(levels.size()), order.data());
  return order;
}

}  // namespace kvali::pdf
