#include "parts.hpp"

#include <algorithm>

#include "text.hpp"

namespace kvali::minutes {
namespace {

std::string_view line_at(std::string_view text, size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

}  // namespace

Parts split_parts(std::string_view text) {
  Parts parts;
  parts.body = text;
  const std::string_view first = without_tail(line_at(text, 0), {});
  if (first != "+++" && first != "---") return parts;
  const size_t head = std::min(text.find('\n') + 1, text.size());
  size_t line = 2;
  if (text.find('\n') == text.npos) return parts;
  for (size_t at = head; at < text.size(); ++line) {
    const std::string_view here = line_at(text, at);
    if (without_tail(here, {}) == first) {
      parts.fence = first[0];
      parts.head = text.substr(head, at - head);
      parts.head_line = 2;
      parts.body = text.substr(std::min(at + here.size() + 1, text.size()));
      parts.body_line = line + 1;
      return parts;
    }
    at += here.size() + 1;
  }
  parts.unclosed = first == "+++";
  return parts;
}

std::optional<std::string> from_plain_lines(std::string_view head) {
  std::string toml;
  bool any = false;
  for (size_t at = 0; at < head.size();) {
    const std::string_view line = line_at(head, at);
    at += line.size() + 1;
    size_t colon = 0;
    while (colon < line.size() && ((line[colon] >= 'a' && line[colon] <= 'z') || line[colon] == '_')) ++colon;
    if (trimmed(line.substr(colon)).starts_with("=")) return std::nullopt;
    if (colon > 0 && colon < line.size() && line[colon] == ':') {
      std::string_view value = trimmed(line.substr(colon + 1));
      if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
        value = value.substr(1, value.size() - 2);
      if (!value.empty()) {
        any = true;
        toml += std::string(line.substr(0, colon)) + " = \"";
        for (const char c : value) {
          if (c == '"' || c == '\\') toml.push_back('\\');
          if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) toml.push_back(c);
        }
        toml.push_back('"');
      }
    }
    toml.push_back('\n');
  }
  if (!any) return std::nullopt;
  return toml;
}

}  // namespace kvali::minutes
