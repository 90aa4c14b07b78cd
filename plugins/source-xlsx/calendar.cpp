#include "calendar.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace kvali::xlsx {

namespace {

constexpr int64_t day_seconds = 86400;

int64_t floor_day(int64_t seconds) {
  return seconds / day_seconds - (seconds % day_seconds < 0 ? 1 : 0);
}

std::chrono::year_month_day date_of(int64_t seconds) {
  return std::chrono::sys_days{std::chrono::days{floor_day(seconds)}};
}

/// Digits at a position, as a number; -1 if they are none.
int digits_at(std::string_view text, size_t at, size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value);
  return error == std::errc{} && end == text.data() + at + count && value >= 0 ? value : -1;
}

std::string two_digits(int64_t n) {
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

}  // namespace

std::optional<int64_t> parse_iso_instant(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const int64_t start = std::chrono::sys_days{date}.time_since_epoch().count() * day_seconds;
  if (text.size() == 10) return start;
  if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const int second = text.size() > 18 ? digits_at(text, 17, 2) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return start + int64_t{hour} * 3600 + int64_t{minute} * 60 + second;
}

std::string date_text(int64_t seconds) {
  return month_text(seconds) + "-" + two_digits(unsigned(date_of(seconds).day()));
}

std::string month_text(int64_t seconds) {
  return year_text(seconds) + "-" + two_digits(unsigned(date_of(seconds).month()));
}

std::string year_text(int64_t seconds) {
  std::string year = std::to_string(int(date_of(seconds).year()));
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  return year;
}

std::string instant_text(int64_t seconds) {
  const int64_t second = seconds - floor_day(seconds) * day_seconds;
  return date_text(seconds) + "T" + two_digits(second / 3600) + ":" + two_digits(second / 60 % 60) + ":" +
         two_digits(second % 60);
}

std::string time_text(int64_t seconds) {
  const int64_t hours = seconds / 3600;
  std::string out =
      (hours < 100 ? two_digits(hours) : std::to_string(hours)) + ":" + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0) out += ":" + two_digits(seconds % 60);
  return out;
}

int32_t day_number(int64_t seconds) {
  return static_cast<int32_t>(floor_day(seconds));
}

}  // namespace kvali::xlsx
