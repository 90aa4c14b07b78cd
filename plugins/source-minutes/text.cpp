#include "text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace kvali::minutes {
namespace {

bool is_zero_width(char32_t c) {
  return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}
bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}
bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
bool is_quote(char32_t c) {
  return c == '"' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == '\'' || c == '`';
}
bool is_georgian(char32_t c) {
  return c >= 0x10D0 && c <= 0x10FF;
}
bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view nbsp = "\xC2\xA0";

void append(std::string& out, char32_t c) {
  icu::UnicodeString(UChar32(c)).toUTF8String(out);
}

std::u32string code_points(std::string_view text) {
  std::u32string all;
  for (size_t at = 0; at < text.size();) all.push_back(next_character(text, at));
  return all;
}

// The 33 modern letters from U+10D0 on, national system of 2002 without apostrophes.
constexpr std::array<std::string_view, 33> transliteration{
    "a", "b", "g", "d", "e", "v",  "z", "t",  "i",  "k",  "l",  "m",  "n",  "o",  "p", "zh", "r",
    "s", "t", "u", "p", "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h"};

// Letters that no table maps get their number, so that two different names never meet in one id.
std::string ascii_of(char32_t c) {
  if (c >= 0x10D0 && c < 0x10D0 + transliteration.size()) return std::string(transliteration[c - 0x10D0]);
  if (c >= 0x300 && c <= 0x36F) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string number;
  for (char32_t rest = c; rest != 0; rest /= 16) number.insert(number.begin(), digits[rest % 16]);
  return "u" + number;
}

bool is_letter(char32_t c) {
  return u_isalnum(UChar32(c)) != 0 || (c >= 0x300 && c <= 0x36F);
}

// "iom-ის" -> "iom": a dash between a Latin word and Georgian letters starts a case ending.
std::u32string without_case_endings(const std::u32string& text) {
  std::u32string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '-' && !out.empty() && is_latin(out.back())) {
      size_t end = i + 1;
      while (end < text.size() && text[end] == ' ') ++end;
      const size_t letters = end;
      while (end < text.size() && is_georgian(text[end])) ++end;
      if (end > letters && (letters == i + 1 || end - letters <= 4)) {
        i = end - 1;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

std::string shortened(std::string id, size_t longest) {
  if (id.size() <= longest) return id;
  uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  id.resize(longest - 7);
  id.push_back('-');
  constexpr std::string_view digits = "0123456789abcdef";
  for (int i = 0; i < 6; ++i, hash /= 16) id.push_back(digits[hash % 16]);
  return id;
}

size_t edits(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<size_t> first_invalid_utf8(std::string_view bytes) {
  const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = int32_t(bytes.size());
  for (int32_t at = 0; at < size;) {
    const int32_t start = at;
    UChar32 c = 0;
    U8_NEXT(p, at, size, c);
    if (c < 0) return size_t(start);
  }
  return std::nullopt;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = int32_t(bytes.size());
  for (int32_t at = 0; at < size;) {
    const int32_t start = at;
    UChar32 c = 0;
    U8_NEXT(p, at, size, c);
    if (c < 0)
      out += "\xEF\xBF\xBD";
    else
      out.append(bytes, size_t(start), size_t(at - start));
  }
  return out;
}

std::string nfc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  if (normalizer->isNormalizedUTF8(text, status)) return text;
  status = U_ZERO_ERROR;
  const icu::UnicodeString normal = normalizer->normalize(icu::UnicodeString::fromUTF8(text), status);
  if (U_FAILURE(status)) return text;
  std::string out;
  return normal.toUTF8String(out);
}

std::string unix_lines(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      out.push_back('\n');
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

size_t fold_dominant_nbsp(std::string& text) {
  if (text.find(nbsp) == std::string::npos) return 0;
  std::string out;
  out.reserve(text.size());
  size_t changed = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t newline = std::min(text.find('\n', at), text.size() - 1);
    const std::string_view line = std::string_view(text).substr(at, newline + 1 - at);
    size_t hard = 0;
    for (size_t i = line.find(nbsp); i != line.npos; i = line.find(nbsp, i + 2)) ++hard;
    const auto soft = size_t(std::count(line.begin(), line.end(), ' '));
    const bool fold = hard >= 3 && hard >= soft;
    for (size_t i = 0; i < line.size(); ++i) {
      if (fold && line.substr(i, 2) == nbsp) {
        if (i > 0 && is_digit(line[i - 1]))
          out += nbsp;
        else
          out.push_back(' ');
        ++i;
      } else {
        out.push_back(line[i]);
      }
    }
    changed += fold ? 1 : 0;
    at = newline + 1;
  }
  text = std::move(out);
  return changed;
}

size_t characters(std::string_view text) {
  return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

char32_t next_character(std::string_view text, size_t& at) {
  const auto* p = reinterpret_cast<const uint8_t*>(text.data());
  auto i = int32_t(at);
  UChar32 c = 0;
  U8_NEXT(p, i, int32_t(text.size()), c);
  at = size_t(i);
  return c < 0 ? 0xFFFD : char32_t(c);
}

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (text.starts_with(nbsp))
      text.remove_prefix(2);
    else if (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
      text.remove_prefix(1);
    else
      break;
  }
  return without_tail(text, {});
}

std::string_view without_tail(std::string_view text, std::string_view also) {
  for (;;) {
    if (text.ends_with(nbsp))
      text.remove_suffix(2);
    else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' ||
                               also.find(text.back()) != also.npos))
      text.remove_suffix(1);
    else
      return text;
  }
}

bool starts_with_word(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
  return std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

std::string folded(std::string_view text) {
  icu::UnicodeString out;
  bool space = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_zero_width(c) || is_quote(c)) continue;
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (space && !out.isEmpty()) out.append(UChar32(' '));
    space = false;
    out.append(UChar32(is_dash(c) ? U'-' : c));
  }
  std::string folded_text;
  return out.foldCase().toUTF8String(folded_text);
}

std::string slug(std::string_view text, size_t longest) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  std::u32string key = without_case_endings(code_points(folded(text)));
  std::string folded_text;
  for (const char32_t c : key) append(folded_text, c);
  const icu::UnicodeString parts =
      U_FAILURE(status) ? icu::UnicodeString::fromUTF8(folded_text)
                        : decompose->normalize(icu::UnicodeString::fromUTF8(folded_text), status);
  folded_text.clear();
  parts.toUTF8String(folded_text);
  std::string id;
  bool gap = false;
  for (const char32_t c : code_points(folded_text)) {
    if (!is_letter(c) && c != '.' && c != '_') {
      gap = true;
      continue;
    }
    if (gap && !id.empty()) id.push_back('-');
    gap = false;
    if (c < 0x80)
      id.push_back(char(c));
    else
      id += ascii_of(c);
  }
  while (!id.empty() && (id.back() == '.' || id.back() == '-')) id.pop_back();
  while (!id.empty() && (id.front() == '.' || id.front() == '-')) id.erase(0, 1);
  return shortened(std::move(id), longest);
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::u32string wanted = code_points(folded(word));
  if (wanted.empty() || wanted.size() > 40) return std::nullopt;
  size_t best = wanted.size() < 5 ? 2 : 3;
  std::optional<std::string> found;
  for (const std::string_view candidate : candidates) {
    const size_t distance = edits(wanted, code_points(folded(candidate)));
    if (distance >= best) continue;
    best = distance;
    found = std::string(candidate);
  }
  return found;
}

std::vector<std::string_view> split_outside(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  const auto take = [&](std::string_view part) {
    part = trimmed(part);
    if (!part.empty()) parts.push_back(part);
  };
  int depth = 0;
  bool quoted = false;
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"')
      quoted = !quoted;
    else if (text.substr(i, 3) == "„")
      quoted = true;
    else if (text.substr(i, 3) == "“" || text.substr(i, 3) == "”")
      quoted = false;
    else if (c == '(' || c == '[')
      ++depth;
    else if ((c == ')' || c == ']') && depth > 0)
      --depth;
    else if (depth == 0 && !quoted && separators.find(c) != separators.npos) {
      take(text.substr(start, i - start));
      start = i + 1;
    }
  }
  take(text.substr(start));
  return parts;
}

}  // namespace kvali::minutes
