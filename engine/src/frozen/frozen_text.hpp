#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "frozen/frozen_report.hpp"

namespace kvali {

// The format, version 1: a TOML file that git can compare line by line.
//
// `format = 1`, then a table [report] with what FrozenReport says of itself, then [facts] with one list for
// each of its members: figures, values, targets, finance, actions, meetings, narratives, inputs.  A fact is
// an inline table on a line of its own, with its keys in the order of the members; what is empty or false is
// left out.  Lists are sorted by what a fact is about.  Dates are TOML's own; numbers are texts, exact and
// canonical ("12.5"), because TOML's numbers are binary; where there is none, the name of the mark stands
// ("not_recorded").  A number that the report withheld has a key of its name and "_withheld" beside it.
// Texts are UTF-8 and every line ends with one line feed.
//
// The last line is "# sha256 " and the SHA-256 of all bytes before it.  It shows that nobody has changed a
// figure by accident; it is no signature.
//
// A reader refuses a format it does not know.  A new key that may be left out needs no new format.

/// The newest format that read_frozen_text() knows, and the one that frozen_text() writes.
inline constexpr int frozen_format = 1;

/// The file's text; the same facts in whatever order give the same bytes.
[[nodiscard]] std::string frozen_text(const FrozenReport& facts);

/// Reads what frozen_text() wrote.  Findings, with `file` as their place: S-10 where it was changed
/// afterwards, which is read all the same, and S-11 where it cannot be used, which gives nothing.
[[nodiscard]] std::optional<FrozenReport> read_frozen_text(std::string_view text,
                                                           const std::filesystem::path& file,
                                                           Diagnostics& diagnostics);

}  // namespace kvali
