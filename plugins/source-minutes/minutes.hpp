// One minutes file -> the meetings in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record.hpp"

namespace kvali::minutes {

/// Limits for one file and one run, far above any real minutes: a wrong file must not fill the memory.
inline constexpr size_t most_file_bytes = size_t{8} << 20;
inline constexpr size_t most_file_lines = 200'000;
inline constexpr size_t most_line_bytes = size_t{64} << 10;
inline constexpr size_t most_head_bytes = size_t{64} << 10;
inline constexpr size_t most_meetings = 2'000;      // Of one file.
inline constexpr size_t most_people_rows = 20'000;  // Of one meeting.
inline constexpr size_t most_rows = 1'000'000;      // Of one run.
inline constexpr size_t most_files = 10'000;
inline constexpr size_t most_total_bytes = size_t{64} << 20;

/// Reads the bytes of one file.  `name` is its path, for the records; `lang` the language of texts
/// without one.  Whatever cannot be read is told through `say`, and the rest is still given; only a
/// file with a broken head, binary content or too many lines gives nothing, and then an error.
std::vector<Record> read_minutes(std::string_view bytes, const std::string& name, const std::string& lang,
                                 const Say& say);

/// Gives every action point its id and its origin, over all files: the same #id again in a later
/// meeting is news of that action, not a new one (domain rule M9).  Call once, after all files.
void settle_actions(std::vector<Record>& records,
                    const std::function<void(const Record&, const std::string&, Place)>& warn);

}  // namespace kvali::minutes
