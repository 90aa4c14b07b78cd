#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// A moment, the same everywhere: UTC, whole seconds.
using Instant = std::chrono::sys_seconds;

/// What calendar and clock on a wall show; where that is, a TimeZone knows.
using WallTime = std::chrono::local_seconds;

/// Reads an instant as RFC 3339 writes it, "2020-12-08T22:30:00+04:00"; a space for the T and an offset
/// without colon or minutes will do, fractions of a second are dropped.  Nothing for a text without a date, a
/// time and an offset from UTC.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text) noexcept;

/// Seconds east of Greenwich of "Z", "+04:00", "+0400" or "+04".
[[nodiscard]] std::optional<std::chrono::seconds> parse_utc_offset(std::string_view text) noexcept;

/// "2020-12-08T18:30:00Z".
[[nodiscard]] std::string iso_text(Instant instant);

/// "+04:00"; seconds, which offsets had before there were zones, only where there are any.
[[nodiscard]] std::string utc_offset_text(std::chrono::seconds offset);

/// "2020-12-08T22:30:00".
[[nodiscard]] std::string iso_text(WallTime time);

}  // namespace kvali
