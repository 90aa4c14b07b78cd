#include "schedule/cron.hpp"

#include <fmt/format.h>

#include <bit>

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

/// Forty years, rounded up.
constexpr days longest_wait{40 * 366};

bool has(std::uint64_t mask, unsigned number) {
  return (mask >> number & 1) != 0;
}

/// The least member from `number` on; nothing when there is none.
std::optional<unsigned> member_from(std::uint64_t mask, unsigned number) {
  const std::uint64_t rest = number < 64 ? mask >> number << number : 0;
  return rest == 0 ? std::nullopt : std::optional(unsigned(std::countr_zero(rest)));
}

/// The first time of the day, from `earliest` on, in minutes.
std::optional<minutes> time_of_day(const Cron& cron, minutes earliest) {
  const auto first_hour = unsigned(earliest / hours(1));
  auto hour = member_from(cron.hours, first_hour);
  if (hour == first_hour)
    if (const auto minute = member_from(cron.minutes, unsigned(earliest.count() % 60)))
      return hours(*hour) + minutes(*minute);
  if (hour == first_hour) hour = member_from(cron.hours, first_hour + 1);
  if (!hour) return std::nullopt;
  return hours(*hour) + minutes(*member_from(cron.minutes, 0));
}

std::string list_text(std::uint64_t mask) {
  std::string text;
  for (std::uint64_t rest = mask; rest != 0; rest &= rest - 1)
    text += fmt::format("{}{}", text.empty() ? "" : ",", std::countr_zero(rest));
  return text;
}

}  // namespace

bool falls_on(const Cron& cron, Date day) {
  if (!has(cron.months, month_of(day))) return false;
  const bool in_days = has(cron.days, day_of(day));
  const bool in_weekdays = has(cron.weekdays, std::chrono::weekday(day).c_encoding());
  return cron.both_days ? in_days && in_weekdays : in_days || in_weekdays;
}

std::optional<WallTime> next_wall_time(const Cron& cron, WallTime time) {
  const WallTime next_minute = floor<minutes>(time) + minutes(1);
  const auto today = floor<days>(next_minute);
  Date day{today.time_since_epoch()};
  minutes earliest = floor<minutes>(next_minute - today);
  const Date last = day + longest_wait;
  while (day <= last && is_in_range(day)) {
    if (!has(cron.months, month_of(day))) {
      day = last_day_of_month(day) + days(1);
      earliest = minutes(0);
      continue;
    }
    if (falls_on(cron, day))
      if (const auto due = time_of_day(cron, earliest)) return WallTime(day.time_since_epoch() + *due);
    day += days(1);
    earliest = minutes(0);
  }
  return std::nullopt;
}

std::string plain_text(const Cron& cron) {
  return fmt::format("{} {} {} {} {}{}{}", list_text(cron.minutes), list_text(cron.hours),
                     list_text(cron.days), list_text(cron.months), list_text(cron.weekdays),
                     cron.any_hour ? " any-hour" : "", cron.both_days ? " both-days" : "");
}

}  // namespace kvali
