#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "bytes.hpp"

namespace kvali::csv {

/// What the bytes 0x80 to 0xFF of an encoding with one byte per character stand for; 0 = nothing.
using Codepage = std::array<char16_t, 128>;
extern const Codepage windows_1251;
extern const Codepage windows_1252;

/// The first byte that the code page gives no meaning to.
std::optional<size_t> undefined_byte(std::string_view text, const Codepage& page);

/// Bytes that the text takes as UTF-8: up to three for one.
size_t utf8_size_bytes(std::string_view text, const Codepage& page);

/// Converts to UTF-8; every byte must have a meaning.
Bytes to_utf8(std::string_view text, const Codepage& page);

/// True if text that is not UTF-8 looks Cyrillic (windows-1251) rather than Western European
/// (windows-1252): Cyrillic letters stand beside each other, accented ones among ASCII letters.
bool looks_cyrillic(std::string_view text);

}  // namespace kvali::csv
