#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// A calendar day (proleptic Gregorian, no zone), counted from 1970-01-01. Kvali works with
/// 0001-01-01 to 9999-12-31; every function here returns dates of that range only.
using Date = std::chrono::sys_days;

inline constexpr Date first_date{std::chrono::year{1} / 1 / 1};
inline constexpr Date last_date{std::chrono::year{9999} / 12 / 31};

/// Is it within 0001-01-01 to 9999-12-31?
[[nodiscard]] constexpr bool is_in_range(Date date) noexcept {
  return first_date <= date && date <= last_date;
}

/// The day, or nothing if the calendar has no such day (29 February of a common year).
[[nodiscard]] std::optional<Date> make_date(int year, unsigned month, unsigned day) noexcept;

/// Reads exactly "2020-12-08"; nothing for anything else.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text) noexcept;

/// "2020-12-08", years with four digits.
[[nodiscard]] std::string iso_text(Date date);

[[nodiscard]] int year_of(Date date) noexcept;
[[nodiscard]] unsigned month_of(Date date) noexcept;  ///< 1 to 12.
[[nodiscard]] unsigned day_of(Date date) noexcept;    ///< 1 to 31.

[[nodiscard]] Date first_day_of_month(Date date) noexcept;
[[nodiscard]] Date last_day_of_month(Date date) noexcept;

/// The same day of the month `months` later (earlier if negative), or the month's last day where it
/// is shorter: 31 January + 1 = 28 or 29 February. Throws Error when that leaves the range.
[[nodiscard]] Date add_months(Date date, int months);

/// Days since 1970-01-01, as Arrow's date32 and KVALI_DATE count them.
[[nodiscard]] constexpr int days_since_epoch(Date date) noexcept {
  return static_cast<int>(date.time_since_epoch().count());
}

/// The day of a date32 value, or nothing out of range.
[[nodiscard]] std::optional<Date> date_from_days(std::int64_t days_since_epoch) noexcept;

}  // namespace kvali
