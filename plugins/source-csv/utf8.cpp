#include "utf8.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace kvali::csv {

namespace {

uint8_t byte_at(std::string_view text, size_t i) {
  return static_cast<uint8_t>(text[i]);
}
bool continues(std::string_view text, size_t i) {
  return i < text.size() && (byte_at(text, i) & 0xC0) == 0x80;
}

/// Length of the valid sequence at `i`, or 0.
size_t sequence_length(std::string_view text, size_t i) {
  const uint8_t lead = byte_at(text, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !continues(text, i + 1)) return 0;
  if (lead < 0xE0) return 2;
  const uint8_t second = byte_at(text, i + 1);
  if (!continues(text, i + 2)) return 0;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (!continues(text, i + 3)) return 0;
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_large = lead == 0xF4 && second > 0x8F;
  return overlong || too_large ? 0 : 4;
}

/// Three bytes of a script such as Georgian, where no second byte is forbidden.
bool is_common_triple(std::string_view text, size_t i) {
  return text.size() - i >= 3 && byte_at(text, i) - 0xE1u < 12u && (byte_at(text, i + 1) & 0xC0) == 0x80 &&
         (byte_at(text, i + 2) & 0xC0) == 0x80;
}

/// The high bits of the bytes of a word that are not ASCII or zero.  Behind a zero byte a 1 counts as one
/// too, because it lends.
uint64_t special_bytes(uint64_t word) {
  return (word | (word - 0x0101010101010101u)) & 0x8080808080808080u;
}

/// Bytes before the first special one, of which there is one.
size_t bytes_before(uint64_t special) {
  if constexpr (std::endian::native == std::endian::little)
    return static_cast<size_t>(std::countr_zero(special)) / 8;
  return static_cast<size_t>(std::countl_zero(special)) / 8;
}

}  // namespace

size_t text_prefix(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= 8) {
      uint64_t word = 0;
      std::memcpy(&word, text.data() + i, 8);
      const uint64_t special = special_bytes(word);
      if (special == 0) {
        i += 8;
        continue;
      }
      i += bytes_before(special);
    }
    const size_t start = i;
    while (is_common_triple(text, i)) i += 3;
    if (i > start) continue;
    const size_t length = text[i] == '\0' ? 0 : sequence_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return i;
}

Utf8Census take_utf8_census(std::string_view text) {
  Utf8Census census;
  for (size_t i = 0; i < text.size();) {
    const size_t length = sequence_length(text, i);
    if (length == 0) ++census.stray_bytes;
    if (length > 1) ++census.sequences;
    i += length == 0 ? 1 : length;
  }
  return census;
}

char* write_utf8(char* out, char32_t c) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(static_cast<uint8_t>(byte)); };
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
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  char buffer[4];
  out.append(buffer, write_utf8(buffer, c));
}

Position position_of(std::string_view text, size_t offset) {
  Position at;
  for (size_t i = 0; i < offset; ++i) {
    const char c = text[i];
    const bool ends_line = c == '\n' || (c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n'));
    if (ends_line) {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<uint8_t>(c) & 0xC0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

}  // namespace kvali::csv
