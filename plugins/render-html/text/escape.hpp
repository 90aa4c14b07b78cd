#pragma once

#include <string>
#include <string_view>

namespace kvali::html {

/// Appends a text so that it is text, in an element as well as in a quoted attribute: no markup, no
/// code point that HTML forbids. Controls of direction that it leaves open end with it, and those that
/// would end what began before it are left out, so that it cannot turn what stands around it.
void append_escaped(std::string& out, std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);

/// An id that stands in an attribute and in a link alike. Two ids stay two: all but letters, digits and
/// . _ = : - of ASCII become ~ and two hexadecimal digits.
void append_id(std::string& out, std::string_view id);

/// `text` in base 64 (RFC 4648, section 4).
void append_base64(std::string& out, std::string_view bytes);

}  // namespace kvali::html
