#include "schedule/calendar_rule.hpp"

#include "schedules.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

std::string fault_of(std::string_view text) {
  TextFaults faults;
  CHECK_FALSE(read_rule(text, faults));
  if (faults.size() != 1) return std::to_string(faults.size()) + " faults";
  return std::string(text.substr(faults[0].at, faults[0].length)) + ": " + faults[0].message + " | " +
         faults[0].hint;
}

/// The days on which it is due, without time and zone.
Texts days_of(const Schedule& schedule, std::string_view after, int count) {
  Texts days;
  for (const std::string& text : due_texts(schedule, after, count))
    days.push_back(text.find('T') == text.npos ? text : text.substr(0, 10));
  return days;
}

HolidayCalendar new_year(int first_year, int last_year) {
  HolidayCalendar calendar{"ge.toml", first_year, last_year, {}};
  for (int year = first_year; year <= last_year; ++year)
    for (const unsigned day : {1U, 2U, 7U}) calendar.days.push_back(make_date(year, 1, day).value());
  return calendar;
}

}  // namespace

TEST_CASE("a rule is read as people write it", "[schedule]") {
  const auto words = [](std::string_view text) {
    return plain_text(std::get<CalendarRule>(by_rule(text).rule));
  };
  CHECK(words("workday 5 at 09:00") == "workday 5 of every month at 09:00");
  CHECK(words("Last  workday of quarter at 7:30") == "last workday of every quarter at 07:30");
  CHECK(words("workday -2 every half at 09:00") == "workday -2 of every half at 09:00");
  CHECK(words("first day of every fiscal-year at 00:00") == "day 1 of every fiscal-year at 00:00");
  CHECK(words("day 10") == "day 10 of every month");
  CHECK(words("friday at 16:45") == "fri at 16:45");
}

TEST_CASE("what is wrong with a rule is told where it stands", "[schedule]") {
  CHECK(fault_of("wrokday 5 at 09:00") == "wrokday: 'wrokday' is no day of a rule | did you mean 'workday'?");
  CHECK(fault_of("workday at 09:00") ==
        "at: the rule does not say which day | write a number behind it, from 1, or from -1 for the last");
  CHECK(fault_of("workday 0 at 09:00").rfind("0: the rule does not say which day", 0) == 0);
  CHECK(fault_of("day 32 at 09:00") == "32: no month has a day 32 | write a number up to 31");
  CHECK(fault_of("day 3 of fortnight at 09:00") ==
        "fortnight: 'fortnight' is no unit of a rule | one of week, month, quarter, half, year, fiscal-year");
  CHECK(fault_of("monday of month at 09:00").rfind("month: a day of the week belongs to a week", 0) == 0);
  CHECK(fault_of("day 3 at noon") == "noon: 'noon' is no time of day | write such as at 09:00");
  CHECK(fault_of("day 3 at 24:00").rfind("24:00: ", 0) == 0);
  CHECK(fault_of("day 3 at 09:00 Tbilisi").rfind("Tbilisi: 'Tbilisi' does not belong here", 0) == 0);
  CHECK(fault_of("").rfind(": the rule is empty", 0) == 0);
}

TEST_CASE("working days are counted from either end, without weekends and holidays", "[schedule]") {
  Schedule schedule = by_rule("workday 3 at 09:00", "Asia/Tbilisi");
  CHECK(days_of(schedule, "2025-12-15T00:00Z", 2) == Texts{"2026-01-05", "2026-02-04"});
  schedule.working_days.calendars = {new_year(2025, 2027)};
  CHECK(days_of(schedule, "2025-12-15T00:00Z", 2) == Texts{"2026-01-08", "2026-02-04"});
  schedule.working_days.weekend = 1U << 5 | 1U << 6;  // Friday and Saturday
  CHECK(days_of(schedule, "2025-12-15T00:00Z", 1) == Texts{"2026-01-06"});
  schedule.rule = std::get<CalendarRule>(by_rule("last workday at 09:00").rule);
  CHECK(days_of(schedule, "2026-02-01T00:00Z", 2) == Texts{"2026-02-26", "2026-03-31"});
}

TEST_CASE("a month without such a day is passed over", "[schedule]") {
  CHECK(days_of(by_rule("day 31 at 09:00"), "2026-01-31T12:00Z", 2) == Texts{"2026-03-31", "2026-05-31"});
  CHECK(days_of(by_rule("workday 23 at 09:00"), "2026-01-01T00:00Z", 2) == Texts{"2026-07-31", "2026-12-31"});
  CHECK(days_of(by_rule("day -31 at 09:00"), "2026-02-01T00:00Z", 1) == Texts{"2026-03-01"});
}

TEST_CASE("a rule counts in weeks, quarters, half-years, years and fiscal years", "[schedule]") {
  CHECK(days_of(by_rule("monday at 09:00"), "2026-01-05T09:00Z", 2) == Texts{"2026-01-12", "2026-01-19"});
  CHECK(days_of(by_rule("workday 2 of week at 09:00"), "2026-01-05T10:00Z", 1) == Texts{"2026-01-06"});
  CHECK(days_of(by_rule("workday 5 of quarter at 09:00"), "2026-01-08T00:00Z", 2) ==
        Texts{"2026-04-07", "2026-07-07"});
  CHECK(days_of(by_rule("day 15 of half at 09:00"), "2026-01-16T00:00Z", 2) ==
        Texts{"2026-07-15", "2027-01-15"});
  CHECK(days_of(by_rule("last day of year at 09:00"), "2026-01-16T00:00Z", 1) == Texts{"2026-12-31"});
  Schedule fiscal = by_rule("workday 20 of fiscal-year at 09:00");
  fiscal.fiscal = {10, 1};
  CHECK(days_of(fiscal, "2026-01-01T00:00Z", 1) == Texts{"2026-10-28"});
  CHECK(period_after(fiscal, "2026-01-01T00:00Z") == "FY2026");
}

TEST_CASE("where Friday and Saturday are off, a week begins on Sunday", "[schedule]") {
  Schedule schedule = by_rule("workday 1 of week at 09:00", "Africa/Cairo");
  schedule.working_days.weekend = 1U << 5 | 1U << 6;
  CHECK(days_of(schedule, "2026-01-01T00:00Z", 1) == Texts{"2026-01-04"});
  CHECK(period_after(schedule, "2026-01-01T00:00Z") == "2025-12-28..2026-01-03");
}

TEST_CASE("only some months are meant", "[schedule]") {
  Schedule schedule = by_rule("workday 5 at 09:00");
  std::get<CalendarRule>(schedule.rule).months = 1U << 1 | 1U << 7;
  CHECK(days_of(schedule, "2026-01-08T00:00Z", 2) == Texts{"2026-07-07", "2027-01-07"});
}

TEST_CASE("a day off moves to the next or previous working day, and keeps its period", "[schedule]") {
  Schedule schedule = by_rule("day 31 at 09:00");  // Saturday 31 January, Sunday 31 May 2026
  auto& rule = std::get<CalendarRule>(schedule.rule);
  CHECK(days_of(schedule, "2026-01-15T00:00Z", 1) == Texts{"2026-01-31"});
  rule.shift = DayShift::next;
  CHECK(days_of(schedule, "2026-01-15T00:00Z", 1) == Texts{"2026-02-02"});
  CHECK(period_after(schedule, "2026-01-15T00:00Z") == "2025-12");
  CHECK(days_of(schedule, "2026-02-01T00:00Z", 1) == Texts{"2026-02-02"});
  rule.shift = DayShift::previous;
  CHECK(days_of(schedule, "2026-05-01T00:00Z", 1) == Texts{"2026-05-29"});
}

TEST_CASE("no shift reaches the day of the next occurrence", "[schedule]") {
  Schedule schedule = by_rule("monday at 09:00");
  std::get<CalendarRule>(schedule.rule).shift = DayShift::next;
  HolidayCalendar festival{"long.toml", 2026, 2026, {}};
  for (Date off = day("2026-02-16"); off <= day("2026-02-25"); off += std::chrono::days(1))
    festival.days.push_back(off);
  schedule.working_days.calendars = {festival};
  CHECK(days_of(schedule, "2026-02-10T00:00Z", 3) == Texts{"2026-02-16", "2026-02-26", "2026-03-02"});
}

TEST_CASE("a calendar that does not cover the year stops the schedule", "[schedule]") {
  Schedule schedule = by_rule("workday 5 at 09:00");
  schedule.working_days.calendars = {new_year(2025, 2026)};
  CHECK(days_of(schedule, "2026-11-15T00:00Z", 3) == Texts{"2026-12-07", "holidays unknown"});
  // A fixed day that no holiday can move needs no calendar.
  Schedule fixed = by_rule("day 10 at 09:00");
  fixed.working_days.calendars = {new_year(2025, 2026)};
  CHECK(days_of(fixed, "2026-12-15T00:00Z", 1) == Texts{"2027-01-10"});
}

TEST_CASE("a rule that no unit can fulfil is never due", "[schedule]") {
  CHECK(next_text(by_rule("workday 6 of week at 09:00"), "2026-01-01T00:00Z") == "never due");
}
