#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// What is read of other people's mails, no more than bounces need.  Lines may end in LF or CRLF.  Whatever
/// the bytes, reading takes time in proportion to them.
struct MimePart {
  std::map<std::string, std::string> fields;  ///< By name in small letters, unfolded; the first of each.
  std::string_view body;                      ///< Within what was read.

  /// "multipart/report": the value of Content-Type in small letters, "text/plain" without one.
  [[nodiscard]] std::string media_type() const;
  /// A parameter of Content-Type, unquoted; "" without it.
  [[nodiscard]] std::string parameter(std::string_view name) const;
};

/// The fields before the first empty line, and the body behind it.
[[nodiscard]] MimePart read_part(std::string_view bytes);

/// The parts of a multipart body, at most `most`.
[[nodiscard]] std::vector<MimePart> read_parts(std::string_view body, std::string_view boundary,
                                               std::size_t most);

}  // namespace kvali
