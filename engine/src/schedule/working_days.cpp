#include "schedule/working_days.hpp"

#include <algorithm>

namespace kvali {

namespace {

bool is_off(unsigned weekend, unsigned weekday) {
  return (weekend >> weekday & 1U) != 0;
}

}  // namespace

bool WorkingDayReader::is_working(Date day) {
  if (is_off(days_.weekend, std::chrono::weekday(day).c_encoding())) return false;
  const int year = year_of(day);
  bool working = true;
  for (const HolidayCalendar& calendar : days_.calendars) {
    if (year < calendar.first_year || year > calendar.last_year) {
      if (!unknown_) unknown_ = {year, calendar.name};
    } else if (std::binary_search(calendar.days.begin(), calendar.days.end(), day)) {
      working = false;
    }
  }
  return working;
}

unsigned first_weekday(const WorkingDays& days) {
  constexpr unsigned monday = 1;
  // From Monday on, so that a week without a weekend, or with a day off in its middle, begins with it.
  for (unsigned i = 0; i < 7; ++i) {
    const unsigned weekday = (monday + i) % 7;
    if (is_off(days.weekend, (weekday + 6) % 7) && !is_off(days.weekend, weekday)) return weekday;
  }
  return monday;
}

}  // namespace kvali
