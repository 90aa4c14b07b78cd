#include "text/escape.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace kvali::html {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view pop_embedding = "\xE2\x80\xAC";
constexpr std::string_view pop_isolate = "\xE2\x81\xA9";

// First bytes after which a closer look is due.
constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (size_t c = 0; c < 0x20; ++c) special[c] = true;
  for (const char c : {'&', '<', '>', '"', '\x7F'}) special[static_cast<unsigned char>(c)] = true;
  special['\n'] = special['\t'] = false;
  special[0xC2] = special[0xE2] = special[0xEF] = true;
  for (size_t c = 0xF0; c <= 0xF4; ++c) special[c] = true;
  return special;
}
constexpr std::array<bool, 256> special = make_special();

struct Character {
  uint32_t code = 0;
  size_t bytes = 1;
};

Character character_at(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const unsigned first = byte(0);
  const size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  uint32_t code = bytes == 1 ? first : first & (0xFFu >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) code = code << 6 | (byte(i) & 0x3Fu);
  return {code, bytes < text.size() - at ? bytes : text.size() - at};
}

// HTML, 13.2.3.5: controls but white space, and noncharacters.
bool is_forbidden(uint32_t code) {
  if (code < 0x20) return code != '\n' && code != '\t';
  if (code >= 0x7F && code < 0xA0) return true;
  return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/// Keeps the controls of direction of one text well nested (Unicode, annex 9, BD8 to BD16).
class Directions {
 public:
  [[nodiscard]] static bool is_control(uint32_t code) {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  }
  /// False: it ends nothing that this text began.
  bool accept(uint32_t code) {
    const bool isolate = code >= 0x2066;
    if (code != 0x202C && code != 0x2069) {
      isolates_ += isolate ? 1 : 0;
      open_.push_back(isolate);
      return true;
    }
    if (isolate) {
      if (isolates_ == 0) return false;
      while (!open_.back()) open_.pop_back();
      --isolates_;
      open_.pop_back();
      return true;
    }
    if (open_.empty() || open_.back()) return false;
    open_.pop_back();
    return true;
  }
  void close_all(std::string& out) const {
    for (size_t i = open_.size(); i-- > 0;) out += open_[i] ? pop_isolate : pop_embedding;
  }

 private:
  std::vector<bool> open_;  // True: an isolate, false: an embedding or override.
  size_t isolates_ = 0;
};

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool is_plain_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._=:-").find(c) != std::string_view::npos;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  Directions directions;
  size_t copied = 0;
  const auto replace = [&](size_t at, size_t bytes, std::string_view by) {
    out.append(text, copied, at - copied);
    out += by;
    copied = at + bytes;
  };
  for (size_t at = 0; at < text.size();) {
    if (!special[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const Character c = character_at(text, at);
    if (const std::string_view word = entity(text[at]); !word.empty())
      replace(at, 1, word);
    else if (is_forbidden(c.code))
      replace(at, c.bytes, text[at] == '\r' ? " " : replacement);
    else if (Directions::is_control(c.code) && !directions.accept(c.code))
      replace(at, c.bytes, {});
    at += c.bytes;
  }
  out.append(text, copied);
  directions.close_all(out);
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

void append_id(std::string& out, std::string_view id) {
  for (const char c : id) {
    if (is_plain_id_character(c)) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('~');
    out.push_back(hex_digits[byte >> 4]);
    out.push_back(hex_digits[byte & 15]);
  }
}

void append_base64(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
  for (size_t at = 0; at < bytes.size(); at += 3) {
    const size_t count = std::min<size_t>(3, bytes.size() - at);
    uint32_t word = 0;
    for (size_t i = 0; i < 3; ++i)
      word = word << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (size_t i = 0; i < 4; ++i) out.push_back(i <= count ? digits[word >> (18 - 6 * i) & 63] : '=');
  }
}

}  // namespace kvali::html
