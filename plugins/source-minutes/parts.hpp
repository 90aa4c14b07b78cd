// Head and body of a minutes file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kvali::minutes {

/// A file in its two parts.
struct Parts {
  std::string_view head;  ///< Between the fences; empty if there are none.
  char fence = 0;         ///< '+', '-', or 0 = no front matter.
  std::string_view body;
  size_t head_line = 1;  ///< Line of the head's first line.
  size_t body_line = 1;
  bool unclosed = false;  ///< A +++ fence without its end.
};
Parts split_parts(std::string_view text);

/// Some note tools write their head as "key: value".  What stands on such lines is safe to read: as
/// TOML, line for line, so that places stay right.  Nothing if it is not such a head.
std::optional<std::string> from_plain_lines(std::string_view head);

}  // namespace kvali::minutes
