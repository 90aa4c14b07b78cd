#include "deliver/wire_text.hpp"

#include <algorithm>

namespace kvali {

std::optional<std::size_t> bare_line_end(std::string_view message) {
  for (std::size_t begin = 0; begin < message.size();) {
    const std::size_t end = std::min(message.find('\n', begin), message.size());
    const std::size_t cr = std::min(message.substr(begin, end - begin).find('\r'), end - begin) + begin;
    if (end == message.size() || cr + 1 != end) return std::min(cr, end);
    begin = end + 1;
  }
  return std::nullopt;
}

std::string dot_stuffed(std::string_view message) {
  std::string out;
  out.reserve(message.size() + message.size() / 64);
  if (message.starts_with('.')) out += '.';
  for (std::size_t dot; (dot = message.find("\n.")) != message.npos;) {
    out += message.substr(0, dot + 1);
    out += '.';
    message.remove_prefix(dot + 1);
  }
  return out.append(message);
}

bool has_eight_bit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string_view header_of(std::string_view message) {
  return message.substr(0, message.find("\r\n\r\n"));
}

}  // namespace kvali
