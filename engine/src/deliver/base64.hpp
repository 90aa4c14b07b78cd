#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// Appends base64 on one line (RFC 4648, with padding).
void append_base64(std::string& out, std::string_view bytes);
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// Appends base64 as a mail carries it: lines of 76 characters, each ending in CRLF (RFC 2045, 6.8).
void append_base64_lines(std::string& out, std::string_view bytes);

/// How long append_base64_lines() makes `bytes` bytes: four for three, and two for every line.
[[nodiscard]] constexpr std::size_t base64_lines_size(std::size_t bytes) {
  const std::size_t characters = (bytes + 2) / 3 * 4;
  return characters + (characters + 75) / 76 * 2;
}

/// The bytes, or nothing where it is no base64 on one line.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace kvali
