#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// Where a CR or an LF stands alone, which servers read differently: some as the end of the mail before
/// its end ("SMTP smuggling").  Nothing when every line ends in CRLF, the last one included.
[[nodiscard]] std::optional<std::size_t> bare_line_end(std::string_view message);

/// The message as DATA carries it, without the final dot: a dot more before each dot that begins a line
/// (RFC 5321, 4.5.2).
[[nodiscard]] std::string dot_stuffed(std::string_view message);

[[nodiscard]] bool has_eight_bit(std::string_view text);

/// What stands before the first empty line.
[[nodiscard]] std::string_view header_of(std::string_view message);

}  // namespace kvali
