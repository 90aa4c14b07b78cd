#include "base/letter_faults.hpp"

#include <vector>

#include "base/code_point.hpp"

namespace kvali {

namespace {

bool is_mtavruli(char32_t c) {
  return c >= 0x1C90 && c <= 0x1CBF;
}

bool is_georgian(char32_t c) {
  return (c >= 0x10D0 && c <= 0x10FF) || is_mtavruli(c);
}

/// Embeddings and overrides are ended by U+202C, isolates by U+2069 (Unicode Standard Annex 9, section 2).
constexpr char32_t end_of_embedding = 0x202C;
constexpr char32_t end_of_isolate = 0x2069;

bool begins_embedding(char32_t c) {
  return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
}

bool begins_isolate(char32_t c) {
  return c >= 0x2066 && c <= 0x2068;
}

}  // namespace

std::optional<MtavruliWord> first_mtavruli(std::string_view text) {
  // Both alphabets begin with these bytes; most texts have none of the second.
  if (text.find("\xE1\xB2") == text.npos) return std::nullopt;
  MtavruliWord found;
  bool capitals = false;
  bool ordinary = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_georgian(c)) {
      if (!capitals && !ordinary) found.offset = begin;
      (is_mtavruli(c) ? capitals : ordinary) = true;
      found.word = text.substr(found.offset, at - found.offset);
      if (at < text.size()) continue;
    }
    if (capitals) {
      found.mixed = ordinary;
      return found;
    }
    ordinary = false;
  }
  return std::nullopt;
}

std::optional<std::size_t> first_unbalanced_direction(std::string_view text) {
  if (text.find("\xE2\x80") == text.npos && text.find("\xE2\x81") == text.npos) return std::nullopt;
  struct Open {
    char32_t end;
    std::size_t offset;
  };
  std::vector<Open> open;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == U'\n' && !open.empty()) break;
    if (begins_embedding(c)) open.push_back({end_of_embedding, begin});
    if (begins_isolate(c)) open.push_back({end_of_isolate, begin});
    if (c != end_of_embedding && c != end_of_isolate) continue;
    if (open.empty() || open.back().end != c) return begin;
    open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return open.front().offset;
}

}  // namespace kvali
