#include "base/time_zone.hpp"

#include <unicode/timezone.h>

#include <charconv>

namespace kvali {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

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

/// Minutes since midnight of "22:30", "22:30:59" or "22:30:59.123", which it takes away.
std::optional<int> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;  // 60: a leap second.
    if (take(text, '.'))
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  }
  return *hour * 60 + *minute;
}

/// Minutes east of Greenwich of "Z", "+04:00", "+0400" or "+04".
std::optional<int> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23) return std::nullopt;
  if (text.empty()) return sign * *hour * 60;
  (void)take(text, ':');
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !text.empty()) return std::nullopt;
  return sign * (*hour * 60 + *minute);
}

/// Milliseconds since 1970 in UTC.
std::optional<std::int64_t> read_instant(std::string_view text) {
  const auto date = parse_iso_date(text.substr(0, 10));
  if (!date || text.size() < 11) return std::nullopt;
  text.remove_prefix(10);
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  (void)take(text, ' ');
  const auto offset = read_offset(text);
  if (!offset) return std::nullopt;
  return days_since_epoch(*date) * day_ms + (*time - *offset) * minute_ms;
}

}  // namespace

struct TimeZone::Zone {
  std::unique_ptr<icu::TimeZone> icu;
};

TimeZone::TimeZone(const std::string& name) {
  auto zone = std::make_unique<Zone>();
  zone->icu.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  known_ = *zone->icu != icu::TimeZone::getUnknown();
  if (!known_) zone->icu.reset(icu::TimeZone::getGMT()->clone());
  zone_ = std::move(zone);
}

TimeZone::TimeZone(TimeZone&&) noexcept = default;
TimeZone& TimeZone::operator=(TimeZone&&) noexcept = default;
TimeZone::~TimeZone() = default;

std::optional<Date> TimeZone::day_of(std::string_view instant) const {
  const auto utc = read_instant(instant);
  if (!utc) return std::nullopt;
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  UErrorCode error = U_ZERO_ERROR;
  zone_->icu->getOffset(static_cast<UDate>(*utc), static_cast<UBool>(false), standard, summer, error);
  if (U_FAILURE(error)) return std::nullopt;
  const std::int64_t local = *utc + standard + summer;
  return date_from_days(local / day_ms - (local % day_ms < 0 ? 1 : 0));
}

}  // namespace kvali
