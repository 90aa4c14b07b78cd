#include "page_text.hpp"

#include "text.hpp"

namespace kvali::xlsx {
namespace {

// All three parts with their codes share 255 units; the left one gets most of what is left.
constexpr size_t longest_left = 80;
constexpr size_t longest_other = 40;

// "&" begins a code. "&&G" would still be counted as a picture by libxlsxwriter, so a hair space parts it.
std::string escaped(std::string_view text, size_t units) {
  std::string out;
  const std::string clean = clip_units(one_line(text), units);
  for (size_t i = 0; i < clean.size(); ++i) {
    out.push_back(clean[i]);
    if (clean[i] != '&') continue;
    out.push_back('&');
    const bool picture = i + 1 < clean.size() && (clean[i + 1] == 'G' || clean[i + 1] == '[');
    if (picture) out += "\u200A";
  }
  return out;
}

// "page {page} of {pages}" with Excel's codes for the numbers.
std::string page_phrase(const std::string& phrase) {
  if (phrase.empty()) return "&P / &N";
  std::string out = escaped(phrase, longest_other);
  const auto put = [&](const std::string& name, const char* code) {
    const size_t at = out.find(name);
    if (at != std::string::npos) out.replace(at, name.size(), code);
  };
  put("{page}", "&P");
  put("{pages}", "&N");
  return out;
}

std::string part(const char* where, const std::string& font, const std::string& text) {
  if (text.empty()) return {};
  // The font comes last: its quote ends it, so a text may begin with a digit.
  return std::string(where) + "&8&K55616E&\"" + font + ",Regular\"" + text;
}

}  // namespace

std::string page_header(const Content& content, const std::string& font) {
  return part("&L", font, escaped(content.title, longest_left)) +
         part("&C", font, escaped(content.attribute("draft"), longest_other / 2)) +
         part("&R", font, escaped(content.attribute("period"), longest_other));
}

std::string page_footer(const Content& content, const std::string& font) {
  return part("&L", font, escaped(content.attribute("organisation"), longest_other)) +
         part("&C", font, page_phrase(content.attribute("page"))) +
         part("&R", font, escaped(content.attribute("version"), longest_other));
}

}  // namespace kvali::xlsx
