#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/instant.hpp"

namespace date {
class time_zone;
}

namespace kvali {

/// A time during which the clocks of a zone run evenly, from `begin` to just before `end`.
struct ZoneSpan {
  Instant begin;
  Instant end;
  std::chrono::seconds offset;  ///< Wall time less UTC.
};

/// A time zone of the system's IANA data base, or a fixed distance from UTC.  A value; may be read from
/// several threads.
class TimeZone {
 public:
  /// "Asia/Tbilisi", "UTC", "+05:30"; a name that nobody knows is UTC, which is_known() tells.
  explicit TimeZone(const std::string& name);

  [[nodiscard]] bool is_known() const { return known_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  /// The first instant of which the rules are not known; nothing where the distance from UTC is fixed.
  /// What this class says of later instants is a guess.
  [[nodiscard]] std::optional<Instant> rules_end() const;

  [[nodiscard]] ZoneSpan span_at(Instant instant) const;
  [[nodiscard]] WallTime wall_time(Instant instant) const;

  /// The first instant at which the wall shows this time or a later one: of a time that comes twice, when the
  /// clocks are put back, the first; of one that they jump over, the moment of the jump.
  [[nodiscard]] Instant first_instant(WallTime time) const;

  /// The day it is here at an instant written as in RFC 3339: late in the evening of
  /// "2020-12-08T22:30:00Z" it is 9 December in Tbilisi.  Nothing for a text that parse_instant() refuses.
  [[nodiscard]] std::optional<Date> day_of(std::string_view instant) const;

 private:
  std::string name_;
  const date::time_zone* rules_ = nullptr;  ///< Lives as long as the program; null: `offset_` always.
  std::chrono::seconds offset_{0};
  bool known_ = true;
};

}  // namespace kvali
