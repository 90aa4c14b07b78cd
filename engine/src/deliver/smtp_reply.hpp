#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// What a server answered to one command.
struct SmtpReply {
  int code = 0;                    ///< 200 to 599.
  std::string enhanced = {};       ///< "4.7.1" (RFC 3463), or empty.
  std::vector<std::string> lines;  ///< Without codes, fit to be shown; at least one.

  [[nodiscard]] bool positive() const { return code / 100 == 2; }
  [[nodiscard]] std::string text() const;
};

/// Puts replies together from bytes as they arrive.  What a server says is not trusted: lines, length and
/// codes are limited, and after a breach nothing more is read.
class SmtpReplyReader {
 public:
  static constexpr std::size_t longest_line = 4096;  ///< RFC 5321, 4.5.3.1.5, asks for 512.
  static constexpr std::size_t longest_reply = 16384;

  /// The reply, once its last line is complete.  Throws Error for what is no reply.
  [[nodiscard]] std::optional<SmtpReply> feed(std::string_view bytes);

  /// Bytes behind the last reply.  Nobody asked for them: before TLS they are an attack (CVE-2011-0411).
  [[nodiscard]] bool has_more() const { return !rest_.empty(); }

 private:
  [[nodiscard]] bool take_line(std::string_view line);

  std::string rest_;  ///< What has arrived and is not read.
  SmtpReply reply_;   ///< The lines so far.
  std::size_t size_ = 0;
};

}  // namespace kvali
