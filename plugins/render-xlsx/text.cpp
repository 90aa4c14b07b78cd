#include "text.hpp"

#include <algorithm>

namespace kvali::xlsx {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "_xHHHH_" at the start of the text.
bool starts_with_escape(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return false;
  for (size_t i = 2; i < 6; ++i)
    if (!is_hex(text[i])) return false;
  return true;
}

char32_t allowed(char32_t code) {
  const bool control = code < 0x20 && code != '\t' && code != '\n';
  return control || code == 0xFFFE || code == 0xFFFF ? replacement : code;
}

// How many characters at the start are ASCII and allowed as they are: most cells hold nothing else.
size_t plain_prefix(std::string_view text) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  return static_cast<size_t>(std::find_if_not(text.begin(), text.end(), plain) - text.begin());
}

size_t units_of(char32_t code) {
  return code > 0xFFFF ? 2 : 1;
}

char32_t lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
    return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  if (c >= 0x531 && c <= 0x556) return c + 48;
  if (c >= 0x1C90 && c <= 0x1CBF) return c - 0x1C90 + 0x10D0;
  return c;
}

}  // namespace

Character first_character(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {replacement, 1};
  char32_t code = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {replacement, 1};
    code = (code << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {replacement, 1};
  return {code, length};
}

void append_utf8(std::string& to, char32_t code) {
  const auto put = [&](char32_t byte) { to.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

size_t utf16_units(std::string_view text) {
  size_t units = 0;
  while (!text.empty()) {
    const Character c = first_character(text);
    units += units_of(c.code);
    text.remove_prefix(c.bytes);
  }
  return units;
}

std::string clip_units(std::string_view text, size_t units) {
  if (text.size() <= units || utf16_units(text) <= units) return std::string(text);
  size_t used = 1;  // The ellipsis.
  size_t end = 0;
  while (end < text.size()) {
    const Character c = first_character(text.substr(end));
    if (used + units_of(c.code) > units) break;
    used += units_of(c.code);
    end += c.bytes;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string clip_bytes(std::string_view text, size_t bytes) {
  size_t end = 0;
  while (end < text.size()) {
    const Character c = first_character(text.substr(end));
    if (end + c.bytes > bytes) break;
    end += c.bytes;
  }
  return std::string(text.substr(0, end));
}

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t plain = plain_prefix(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const Character c = first_character(text);
    const bool line_end = c.code == '\r' && text.size() > 1 && text[1] == '\n';
    if (!line_end) append_utf8(out, c.code == '\r' ? U'\n' : allowed(c.code));
    text.remove_prefix(c.bytes);
  }
  return out;
}

std::string cell_text(std::string_view text) {
  std::string out = xml_text(text);
  if (out.find("_x") == std::string::npos) return clip_units(out, longest_cell_text);
  std::string escaped;
  escaped.reserve(out.size());
  for (size_t i = 0; i < out.size(); ++i) {
    if (starts_with_escape(std::string_view(out).substr(i))) escaped += "_x005F";
    escaped.push_back(out[i]);
  }
  if (utf16_units(escaped) <= longest_cell_text) return escaped;
  // The limit counts the escaped text too: cut the plain text far enough that escapes cannot pass it.
  return cell_text(clip_units(out, longest_cell_text / 2));
}

std::string one_line(std::string_view text) {
  std::string out = xml_text(text);
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  const size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

bool has_escape(std::string_view text) {
  for (size_t i = 0; i + 7 <= text.size(); ++i)
    if (starts_with_escape(text.substr(i))) return true;
  return false;
}

std::string fold_case(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character c = first_character(text);
    append_utf8(out, lower(c.code));
    text.remove_prefix(c.bytes);
  }
  return out;
}

}  // namespace kvali::xlsx
