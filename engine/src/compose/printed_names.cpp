#include "compose/printed_names.hpp"

namespace kvali {

namespace {

/// Letters of all scripts: sources bring columns of their own names.
bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

std::set<std::string, std::less<>> printed_names(const Template& templ) {
  std::set<std::string, std::less<>> names;
  std::string word;
  for (const char c : templ.source->text() + " ") {
    if (in_name(c)) {
      word += c;
    } else if (!word.empty()) {
      names.insert(std::move(word));
      word.clear();
    }
  }
  return names;
}

}  // namespace kvali
