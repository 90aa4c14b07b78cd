#pragma once

#include <string>
#include <string_view>

namespace kvali {

/// What may stand in a header field, an address, a file name or an SMTP command: well-formed UTF-8 on one
/// line, without control characters (C0, DEL, C1, line and paragraph separators).  A line break there is
/// how a subject becomes a second recipient.
class HeaderValue {
 public:
  HeaderValue() = default;
  /// Throws Error, naming `what` ("the subject"), for anything else.  Does not change the text.
  HeaderValue(std::string text, std::string_view what);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

/// Is it ASCII from the space to the tilde?
[[nodiscard]] bool is_printable_ascii(std::string_view text);

/// What a server said, fit for a log and a terminal: control characters become spaces, ill-formed UTF-8
/// becomes U+FFFD, and at most `longest` bytes remain.
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 500);

}  // namespace kvali
