#pragma once

#include <string>
#include <string_view>

namespace kvali {

/// The parameters that name an attachment, each on a line of its own behind what they belong to.
struct NameParameters {
  std::string name;      ///< For Content-Type.
  std::string filename;  ///< For Content-Disposition.
};

/// A file name for all mail programs.  Beyond ASCII: `filename*` by RFC 2231, in pieces of whole characters
/// where it is long, which Thunderbird and Gmail read; `name` as encoded words, which Outlook reads.
///
/// A plain `filename` in ASCII beside `filename*` would hide the real name: of six parsers three took the
/// plain one, and one made two files of it; without it all five that know RFC 2231 agree.
[[nodiscard]] NameParameters name_parameters(std::string_view file_name);

/// Refuses what is no plain file name: empty, longer than 200 bytes, with a folder, beginning with a dot,
/// or with characters that turn the direction of writing, which make "gpj.exe" look like a picture.
/// Throws Error.
void check_file_name(std::string_view file_name);

}  // namespace kvali
