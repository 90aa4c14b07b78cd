#include "base/instant.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/date.hpp"

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A number of exactly `digits` digits at the beginning of `text`, which it takes away.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits || value < 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Time since midnight of "22:30", "22:30:59" or "22:30:59.123", which it takes away.
std::optional<seconds> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  seconds time = hours(*hour) + minutes(*minute);
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;  // 60: a leap second.
    time += seconds(*second);
    if (take(text, '.'))
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  }
  return time;
}

std::string clock_text(seconds since_midnight) {
  const auto count = since_midnight.count();
  return fmt::format("{:02}:{:02}:{:02}", count / 3600, count / 60 % 60, count % 60);
}

}  // namespace

std::optional<seconds> parse_utc_offset(std::string_view text) noexcept {
  if (text == "Z" || text == "z") return seconds(0);
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23) return std::nullopt;
  if (text.empty()) return sign * hours(*hour);
  (void)take(text, ':');
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !text.empty()) return std::nullopt;
  return sign * (hours(*hour) + minutes(*minute));
}

std::optional<Instant> parse_instant(std::string_view text) noexcept {
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date || text.size() < 11) return std::nullopt;
  text.remove_prefix(10);
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  (void)take(text, ' ');
  const auto offset = parse_utc_offset(text);
  if (!offset) return std::nullopt;
  return Instant(*date) + *time - *offset;
}

std::string iso_text(Instant instant) {
  const auto day = floor<days>(instant);
  return iso_text(Date(day)) + "T" + clock_text(instant - day) + "Z";
}

std::string iso_text(WallTime time) {
  const auto day = floor<days>(time);
  return iso_text(Date(day.time_since_epoch())) + "T" + clock_text(time - day);
}

std::string utc_offset_text(seconds offset) {
  const auto size = std::chrono::abs(offset).count();
  const char sign = offset < seconds(0) ? '-' : '+';
  std::string text = fmt::format("{}{:02}:{:02}", sign, size / 3600, size / 60 % 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

}  // namespace kvali
