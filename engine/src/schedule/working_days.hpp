#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace kvali {

/// The days off of a country in some years.  Of other years it knows nothing.
struct HolidayCalendar {
  std::string name;  ///< As findings call it: its file.
  int first_year = 0;
  int last_year = 0;
  std::vector<Date> days;  ///< In order, each once.
};

/// Which days people work.
struct WorkingDays {
  /// Days of the week that are off, Sunday bit 0; Saturday and Sunday where nothing else is said.
  unsigned weekend = 1U << 0 | 1U << 6;
  std::vector<HolidayCalendar> calendars;  ///< A holiday of any of them is off.
};

/// A year of which a calendar does not know the holidays.
struct UnknownYear {
  int year = 0;
  std::string calendar;
};

/// Answers questions about working days, and remembers the first one that a calendar could not answer; then
/// only the weekend counts.
class WorkingDayReader {
 public:
  explicit WorkingDayReader(const WorkingDays& days) : days_(days) {}

  [[nodiscard]] bool is_working(Date day);
  [[nodiscard]] const std::optional<UnknownYear>& unknown() const { return unknown_; }

 private:
  const WorkingDays& days_;
  std::optional<UnknownYear> unknown_;
};

/// The day with which a week begins: the first one after the weekend, Monday in most countries.  As
/// std::chrono::weekday::c_encoding() counts.
[[nodiscard]] unsigned first_weekday(const WorkingDays& days);

}  // namespace kvali
