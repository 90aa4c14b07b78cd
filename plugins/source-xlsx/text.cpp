#include "text.hpp"

#include <array>
#include <cstdint>
#include <kvali/plugin.hpp>

namespace kvali::xlsx {

namespace {

/// White space at a cell's ends, as UTF-8.
constexpr std::array<std::string_view, 12> spaces{" ",
                                                  "\t",
                                                  "\n",
                                                  "\r",
                                                  "\xC2\xA0",
                                                  "\xE2\x80\x87",
                                                  "\xE2\x80\xAF",
                                                  "\xE2\x80\x89",
                                                  "\xE2\x80\x8B",  // Zero-width space.
                                                  "\xEF\xBB\xBF",  // Byte order mark.
                                                  "\xE2\x80\x8A",
                                                  "\xE3\x80\x80"};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The UTF-16 unit that "_xHHHH_" at the start of the text stands for, or -1.
int32_t coded_unit(std::string_view text) {
  constexpr size_t length = 7;
  if (text.size() < length || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
  int32_t unit = 0;
  for (size_t i = 2; i < 6; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_utf8(std::string& out, uint32_t c) {
  const auto put = [&out](uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// Decodes one "_xHHHH_", or two that are a surrogate pair; returns the bytes read.
size_t decode_unit(std::string_view text, std::string& out) {
  constexpr size_t length = 7;
  const int32_t unit = coded_unit(text);
  const bool high = unit >= 0xD800 && unit < 0xDC00;
  if (high) {
    const int32_t low = coded_unit(text.substr(length));
    if (low >= 0xDC00 && low < 0xE000) {
      append_utf8(out, static_cast<uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
      return 2 * length;
    }
  }
  const bool lone = unit >= 0xD800 && unit < 0xE000;
  append_utf8(out, lone ? 0xFFFD : static_cast<uint32_t>(unit));
  return length;
}

/// LF line ends, and no other control characters than tabs.
void drop_controls(std::string& text) {
  size_t kept = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      c = '\n';
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) continue;
    text[kept++] = c;
  }
  text.resize(kept);
}

size_t space_at_start(std::string_view text) {
  for (const std::string_view space : spaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

size_t space_at_end(std::string_view text) {
  for (const std::string_view space : spaces)
    if (text.ends_with(space)) return space.size();
  return 0;
}

}  // namespace

void append_piece(std::string& out, std::string_view piece) {
  if (out.size() + piece.size() > most_text_bytes)
    throw Error(
        "a cell of the workbook holds more than 1 MiB of text; it was not read\n"
        "hint: no spreadsheet program writes such a cell; see where the file comes from");
  out.append(piece);
}

std::string clean_text(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  while (!raw.empty()) {
    const size_t next = raw.find("_x");
    out.append(raw.substr(0, next));
    if (next == raw.npos) break;
    raw.remove_prefix(next);
    if (coded_unit(raw) >= 0) {
      raw.remove_prefix(decode_unit(raw, out));
    } else {
      out.push_back('_');
      raw.remove_prefix(1);
    }
  }
  drop_controls(out);
  return std::string(trim(out));
}

std::string_view trim(std::string_view text) {
  while (const size_t n = space_at_start(text)) text.remove_prefix(n);
  while (const size_t n = space_at_end(text)) text.remove_suffix(n);
  return text;
}

std::string with_single_spaces(std::string_view text) {
  std::string out;
  bool pending = false;
  while (!text.empty()) {
    if (const size_t n = space_at_start(text)) {
      pending = !out.empty();
      text.remove_prefix(n);
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    out.push_back(text.front());
    text.remove_prefix(1);
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace kvali::xlsx
