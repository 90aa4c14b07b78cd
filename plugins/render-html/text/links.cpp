#include "text/links.hpp"

#include <algorithm>

#include "text/escape.hpp"

namespace kvali::html {
namespace {

// No id of the engine can look like this: there, ~ is followed by hexadecimal digits.
constexpr std::string_view back_prefix = "~to.";

bool begins_with(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin(), [](char wanted, char found) {
    return wanted == (found >= 'A' && found <= 'Z' ? found - 'A' + 'a' : found);
  });
}

bool is_outside(std::string_view href) {
  return begins_with(href, "http://") || begins_with(href, "https://") || begins_with(href, "mailto:");
}

// What a URL may not hold (URL standard, "URL code points") is percent-encoded; the rest is as written.
std::string clean_url(std::string_view href) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view never = " \"<>\\^`{|}";
  std::string out;
  for (const char c : href) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7F && never.find(c) == std::string_view::npos) {
      out.push_back(c);
      continue;
    }
    out.push_back('%');
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

}  // namespace

bool Links::open(std::string& out, std::string_view href, std::string_view attributes) {
  const auto finish = [&] {
    out += '"';
    out += attributes;
    out += '>';
    return true;
  };
  if (href.substr(0, 2) == "#^") {
    const std::string_view id = href.substr(2);
    if (linked_.count(std::string(id)) == 0) return false;
    out += "<a href=\"#";
    out += back_prefix;
    append_id(out, id);
    return finish();
  }
  if (href.size() > 1 && href.front() == '#') {
    const std::string_view id = href.substr(1);
    out += "<a href=\"#";
    append_id(out, id);
    if (linked_.emplace(id).second) {
      out += "\" id=\"";
      out += back_prefix;
      append_id(out, id);
    }
    return finish();
  }
  if (!is_outside(href)) return false;
  out += "<a href=\"";
  append_escaped(out, clean_url(href));
  return finish();
}

}  // namespace kvali::html
