#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "bytes.hpp"

namespace kvali::csv {

/// A file's text as valid UTF-8 without NUL and byte order mark; `text` points into `storage`, and
/// Bytes::padding readable bytes follow it.
struct Text {
  Bytes storage;
  std::string_view text;
};

/// Decodes a file's bytes.  `encoding` is "auto" or a name of the option's list.  Auto: byte order
/// mark, then UTF-16 by its zero bytes, then strict UTF-8, then windows-1251 or windows-1252 with a
/// warning.  Throws Error with line and cure for bytes that are not text in that encoding, and for
/// what is not a text file at all.
Text decode(Bytes bytes, const std::string& encoding, const std::string& path, const Component& reporter);

}  // namespace kvali::csv
