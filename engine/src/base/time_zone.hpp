#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kvali {

/// A time zone of the IANA data base.  May be read from several threads.
class TimeZone {
 public:
  /// "Asia/Tbilisi"; a name that nobody knows is UTC, which is_known() tells.
  explicit TimeZone(const std::string& name);
  TimeZone(TimeZone&&) noexcept;
  TimeZone& operator=(TimeZone&&) noexcept;
  ~TimeZone();

  [[nodiscard]] bool is_known() const { return known_; }

  /// The day it is here at an instant written as in RFC 3339: late in the evening of
  /// "2020-12-08T22:30:00Z" it is 9 December in Tbilisi.  Nothing for a text without a date, a time and an
  /// offset from UTC.
  [[nodiscard]] std::optional<Date> day_of(std::string_view instant) const;

 private:
  struct Zone;
  std::unique_ptr<const Zone> zone_;
  bool known_ = true;
};

}  // namespace kvali
