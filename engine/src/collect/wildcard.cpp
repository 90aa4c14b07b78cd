#include "collect/wildcard.hpp"

#include <cstddef>

namespace kvali {

bool fits_pattern(std::string_view pattern, std::string_view text) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = pattern.npos;  // The last `*`, and how far it reaches.
  std::size_t reach = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      reach = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      while (++t < text.size() && continues(text[t])) {
      }
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++reach;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace kvali
