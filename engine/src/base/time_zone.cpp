#include "base/time_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace kvali {

namespace {

using std::chrono::seconds;

/// The library reads the list of changes in the system's files, which ends with this year, and not the rule
/// behind it that would go on.
constexpr Instant last_change_end = Date(std::chrono::year(2038) / 1 / 1);

/// No zone is further from UTC: walls are at most 14 hours ahead now, and were 16 hours behind once.
constexpr std::chrono::hours farthest_offset{26};

const date::time_zone* zone_of(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

bool has_fixed_offset(std::string_view name) {
  return name.rfind("Etc/", 0) == 0;
}

}  // namespace

TimeZone::TimeZone(const std::string& name) : name_(name) {
  // Without the data base, which takes a millisecond or two to open.
  if (name == "UTC") return;
  if (const auto offset = parse_utc_offset(name)) {
    offset_ = *offset;
    return;
  }
  rules_ = zone_of(name);
  known_ = rules_ != nullptr;
}

std::optional<Instant> TimeZone::rules_end() const {
  if (rules_ == nullptr || has_fixed_offset(name_)) return std::nullopt;
  return last_change_end;
}

ZoneSpan TimeZone::span_at(Instant instant) const {
  if (rules_ == nullptr) return {Instant(first_date), Instant(last_date), offset_};
  const date::sys_info info = rules_->get_info(instant);
  return {info.begin, info.end, info.offset};
}

WallTime TimeZone::wall_time(Instant instant) const {
  return WallTime((instant + span_at(instant).offset).time_since_epoch());
}

Instant TimeZone::first_instant(WallTime time) const {
  const Instant as_if_utc(time.time_since_epoch());
  if (rules_ == nullptr) return as_if_utc - offset_;
  for (ZoneSpan span = span_at(as_if_utc - farthest_offset);; span = span_at(span.end)) {
    const Instant here = as_if_utc - span.offset;
    if (here < span.begin) return span.begin;
    if (here < span.end) return here;
  }
}

std::optional<Date> TimeZone::day_of(std::string_view instant) const {
  const auto utc = parse_instant(instant);
  if (!utc) return std::nullopt;
  const auto day = std::chrono::floor<std::chrono::days>(wall_time(*utc));
  return date_from_days(day.time_since_epoch().count());
}

}  // namespace kvali
