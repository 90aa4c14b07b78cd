#include "deliver/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace kvali {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 57 bytes make a line of 76 characters.
constexpr std::size_t bytes_on_a_line = 57;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::uint32_t three =
        byte_at(bytes, at) << 16 | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2);
    const char four[] = {digits[three >> 18], digits[three >> 12 & 63],
                         at + 1 < bytes.size() ? digits[three >> 6 & 63] : '=',
                         at + 2 < bytes.size() ? digits[three & 63] : '='};
    out.append(four, 4);
  }
}

std::string to_base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

void append_base64_lines(std::string& out, std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes_on_a_line, bytes.size()))) {
    append_base64(out, bytes.substr(0, bytes_on_a_line));
    out += "\r\n";
  }
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  for (const char c : text.substr(0, text.size() - padding)) {
    const std::size_t digit = digits.find(c);
    if (digit == digits.npos) return std::nullopt;
    held = (held << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xFF);
  }
  return out;
}

}  // namespace kvali
