#include "deliver/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace kvali {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 57 bytes make a line of 76 characters.
constexpr std::size_t bytes_on_a_line = 57;

/// The first `count` of four digits for three bytes, then padding.
void write_four(char* to, std::uint32_t three, int count) {
  for (int i = 0; i < 4; ++i) to[i] = i < count ? digits[three >> (18 - 6 * i) & 63] : '=';
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  const std::size_t begin = out.size();
  out.resize(begin + (bytes.size() + 2) / 3 * 4);
  char* to = out.data() + begin;
  for (; bytes.size() >= 3; bytes.remove_prefix(3), to += 4)
    write_four(to, byte_at(bytes, 0) << 16 | byte_at(bytes, 1) << 8 | byte_at(bytes, 2), 4);
  if (bytes.size() == 2) write_four(to, byte_at(bytes, 0) << 16 | byte_at(bytes, 1) << 8, 3);
  if (bytes.size() == 1) write_four(to, byte_at(bytes, 0) << 16, 2);
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
