#pragma once

#include <filesystem>
#include <optional>

#include "base/diagnostic.hpp"
#include "schedule/working_days.hpp"

namespace kvali {

/// Reads a calendar of holidays:
///
///     country    = "GEO"              # optional
///     first_year = 2025               # the years it covers, both included
///     last_year  = 2027
///     [days]
///     01-07      = "Christmas"        # in every one of these years
///     2026-04-12 = "Easter Sunday"    # on one day
///
/// What is wrong with it becomes a finding; then, or without the years, nothing.  `asked_by` is the place
/// that names the file.
[[nodiscard]] std::optional<HolidayCalendar> read_holidays(const std::filesystem::path& file,
                                                           const Place& asked_by, Diagnostics& diagnostics);

}  // namespace kvali
