#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::xlsx {

/// Seconds since 1970-01-01 of "2020-12-08", "2020-12-08T14:30" or "2020-12-08T14:30:00.000Z"; the
/// zone is left out, because spreadsheets know none.
std::optional<int64_t> parse_iso_instant(std::string_view text);

/// "2020-12-08"
std::string date_text(int64_t seconds);
/// "2020-12"
std::string month_text(int64_t seconds);
/// "2020"
std::string year_text(int64_t seconds);
/// "2020-12-08T14:30:00"
std::string instant_text(int64_t seconds);
/// "14:30", "14:30:05", "126:00"
std::string time_text(int64_t seconds);

/// Days since 1970-01-01.
int32_t day_number(int64_t seconds);

}  // namespace kvali::xlsx
