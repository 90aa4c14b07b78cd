#include "base/code_point.hpp"

#include <algorithm>

namespace kvali {
namespace {

constexpr unsigned byte_at(std::string_view text, std::size_t at) noexcept {
  return static_cast<unsigned char>(text[at]);
}

/// What may follow a lead byte: how many bytes, and the range of the first of them, which is what keeps
/// overlong forms, surrogates and values above U+10FFFF out.
struct Lead {
  std::size_t following;
  unsigned low, high;
  char32_t bits;
};

constexpr Lead lead_of(unsigned byte) noexcept {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF, byte & 0x1F};
  if (byte == 0xE0) return {2, 0xA0, 0xBF, 0};
  if (byte == 0xED) return {2, 0x80, 0x9F, 0x0D};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF, byte & 0x0F};
  if (byte == 0xF0) return {3, 0x90, 0xBF, 0};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF, byte & 0x07};
  if (byte == 0xF4) return {3, 0x80, 0x8F, 0x04};
  return {0, 0, 0, 0};
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  const unsigned first = byte_at(text, at++);
  if (first < 0x80) return first;
  Lead lead = lead_of(first);
  if (lead.following == 0) return ill_formed;
  for (; lead.following > 0; --lead.following) {
    if (at >= text.size()) return ill_formed;
    const unsigned byte = byte_at(text, at);
    if (byte < lead.low || byte > lead.high) return ill_formed;
    lead.bits = (lead.bits << 6) | (byte & 0x3F);
    lead.low = 0x80;
    lead.high = 0xBF;
    ++at;
  }
  return lead.bits;
}

char32_t previous_code_point(std::string_view text, std::size_t& end) noexcept {
  const std::size_t stop = end;
  const std::size_t furthest = stop - std::min<std::size_t>(stop, 4);
  for (std::size_t begin = stop; begin-- > furthest;) {
    if ((byte_at(text, begin) & 0xC0) == 0x80) continue;
    std::size_t at = begin;
    const char32_t c = next_code_point(text.substr(0, stop), at);
    if (c == ill_formed || at != stop) break;
    end = begin;
    return c;
  }
  --end;
  return ill_formed;
}

void append_code_point(std::string& out, char32_t c) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

}  // namespace kvali
