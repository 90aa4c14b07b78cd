#include "base/date.hpp"

#include <array>

#include "base/error.hpp"

namespace kvali {
namespace {

using std::chrono::year_month_day;

/// The value of exactly `digits.size()` ASCII digits.
std::optional<unsigned> parse_digits(std::string_view digits) noexcept {
  unsigned value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

void write_digits(char* end, unsigned value, int count) {
  for (int i = 0; i < count; ++i) {
    *--end = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

std::optional<Date> make_date(int year, unsigned month, unsigned day) noexcept {
  if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::optional<Date> parse_iso_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return make_date(static_cast<int>(*year), *month, *day);
}

std::string iso_text(Date date) {
  std::array<char, 10> text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
  write_digits(text.data() + 4, static_cast<unsigned>(year_of(date)), 4);
  write_digits(text.data() + 7, month_of(date), 2);
  write_digits(text.data() + 10, day_of(date), 2);
  return {text.data(), text.size()};
}

int year_of(Date date) noexcept {
  return static_cast<int>(year_month_day{date}.year());
}
unsigned month_of(Date date) noexcept {
  return static_cast<unsigned>(year_month_day{date}.month());
}
unsigned day_of(Date date) noexcept {
  return static_cast<unsigned>(year_month_day{date}.day());
}

Date first_day_of_month(Date date) noexcept {
  const year_month_day day{date};
  return Date{day.year() / day.month() / 1};
}

Date last_day_of_month(Date date) noexcept {
  const year_month_day day{date};
  return Date{day.year() / day.month() / std::chrono::last};
}

Date add_months(Date date, int months) {
  // In 64 bits, so that no count of months overflows.
  const std::int64_t index = std::int64_t{year_of(date)} * 12 + (month_of(date) - 1) + months;
  const std::int64_t year = index >= 0 ? index / 12 : 0;
  if (year < 1 || year > 9999) throw Error("date outside the years 0001 to 9999");
  const auto month = static_cast<unsigned>(index % 12) + 1;
  const Date first = *make_date(static_cast<int>(year), month, 1);
  const Date last = last_day_of_month(first);
  const Date same_day = first + std::chrono::days{day_of(date) - 1};
  return same_day < last ? same_day : last;
}

std::optional<Date> date_from_days(std::int64_t days_since_epoch) noexcept {
  if (days_since_epoch < kvali::days_since_epoch(first_date) ||
      days_since_epoch > kvali::days_since_epoch(last_date)) {
    return std::nullopt;
  }
  return Date{std::chrono::days{days_since_epoch}};
}

}  // namespace kvali
