#include "deliver/header_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/code_point.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// U+2028 and U+2029 break lines where programs follow Unicode rather than RFC 5322.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

}  // namespace

HeaderValue::HeaderValue(std::string text, std::string_view what) : text_(std::move(text)) {
  for (std::size_t at = 0; at < text_.size();) {
    const char32_t c = next_code_point(text_, at);
    if (c == ill_formed) throw Error(fmt::format("{} is not UTF-8", what));
    if (is_control(c)) {
      throw Error(fmt::format("{} has a control character, U+{:04X}", what, static_cast<unsigned>(c)),
                  "write it on one line, without tabs");
    }
  }
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    std::string next;
    append_code_point(next, c == ill_formed ? U'\uFFFD' : is_control(c) ? U' ' : c);
    if (out.size() + next.size() > longest) break;
    out += next;
  }
  return out;
}

}  // namespace kvali
