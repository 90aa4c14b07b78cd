// "მე-3", "21-ე", "3rd": which meeting of a series it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kvali::minutes {

/// The number of an ordinal in Georgian (მე-3, 1-ლი, 1-ელი, 21-ე, with any dash) or English (3rd), or plain
/// digits.  Nothing for anything else; words such as მესამე are not read.
std::optional<int64_t> ordinal_number(std::string_view text);

}  // namespace kvali::minutes
