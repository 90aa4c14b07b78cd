#include "schedule/calendar_rule.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "schedule/text_words.hpp"

namespace kvali {

namespace {

using std::chrono::days;

struct Unit {
  std::string_view name;
  int most_days;
};

/// In the order of RuleUnit.
constexpr std::array<Unit, 6> units{
    {{"week", 7}, {"month", 31}, {"quarter", 92}, {"half", 184}, {"year", 366}, {"fiscal-year", 366}}};

/// The rule's day where no working days have to be counted.
std::optional<Date> fixed_day(const CalendarRule& rule, const Period& unit) {
  Date day;
  if (rule.kind == RuleDay::weekday) {
    const auto first = std::chrono::weekday(unit.first);
    day = unit.first + (std::chrono::weekday(unsigned(rule.number)) - first);
  } else {
    day = rule.number > 0 ? unit.first + days(rule.number - 1) : unit.last + days(rule.number + 1);
  }
  return contains(unit, day) ? std::optional(day) : std::nullopt;
}

std::optional<Date> working_day(int number, const Period& unit, WorkingDayReader& reader) {
  const days step(number > 0 ? 1 : -1);
  int left = std::abs(number);
  for (Date day = number > 0 ? unit.first : unit.last; contains(unit, day); day += step)
    if (reader.is_working(day) && --left == 0) return day;
  return std::nullopt;
}

/// The nominal day of the neighbouring unit, as far as a shift may look; a unit that has none is not looked
/// beyond.
Date shift_limit(const CalendarRule& rule, const Period& unit, const UnitFrame& frame) {
  const bool forward = rule.shift == DayShift::next;
  const Date beyond = forward ? unit.last + days(1) : unit.first - days(1);
  if (!is_in_range(beyond)) return forward ? last_date : first_date;
  const Period neighbour = unit_around(rule.unit, beyond, frame);
  return fixed_day(rule, neighbour).value_or(forward ? neighbour.last : neighbour.first);
}

Date shifted_day(const CalendarRule& rule, Date nominal, const Period& unit, const UnitFrame& frame,
                 WorkingDayReader& reader) {
  if (rule.shift == DayShift::none || reader.is_working(nominal)) return nominal;
  const Date limit = shift_limit(rule, unit, frame);
  const days step(rule.shift == DayShift::next ? 1 : -1);
  for (Date day = nominal + step; day != limit; day += step)
    if (reader.is_working(day)) return day;
  return nominal;
}

std::string day_text(const CalendarRule& rule) {
  if (rule.kind == RuleDay::weekday) return std::string(weekday_name(unsigned(rule.number)));
  const char* word = rule.kind == RuleDay::workday ? "workday" : "day";
  return rule.number == -1 ? fmt::format("last {}", word) : fmt::format("{} {}", word, rule.number);
}

}  // namespace

std::optional<RuleUnit> read_unit(std::string_view text) {
  for (std::size_t i = 0; i < units.size(); ++i)
    if (same_word(text, units[i].name)) return RuleUnit(i);
  return std::nullopt;
}

std::string_view name_of(RuleUnit unit) {
  return units.at(std::size_t(unit)).name;
}

int largest_number(RuleUnit unit) {
  return units.at(std::size_t(unit)).most_days;
}

Period unit_around(RuleUnit unit, Date day, const UnitFrame& frame) {
  switch (unit) {
    case RuleUnit::week: {
      const auto since = std::chrono::weekday(day) - std::chrono::weekday(frame.first_weekday);
      return {day - since, day - since + days(6)};
    }
    case RuleUnit::month:
      return period_around(day, PeriodKind::month);
    case RuleUnit::quarter:
      return period_around(day, PeriodKind::quarter);
    case RuleUnit::half:
      return period_around(day, PeriodKind::half);
    case RuleUnit::year:
      return period_around(day, PeriodKind::year);
    case RuleUnit::fiscal_year:
      break;
  }
  return period_around(day, PeriodKind::fiscal_year, frame.fiscal);
}

std::optional<RuleDue> due_in(const CalendarRule& rule, const Period& unit, const UnitFrame& frame,
                              WorkingDayReader& reader) {
  if (rule.months != 0 && (rule.months >> month_of(unit.first) & 1) == 0) return std::nullopt;
  if (rule.kind == RuleDay::workday) {
    const auto day = working_day(rule.number, unit, reader);
    return day ? std::optional(RuleDue{*day, *day}) : std::nullopt;
  }
  const auto day = fixed_day(rule, unit);
  if (!day) return std::nullopt;
  return RuleDue{*day, shifted_day(rule, *day, unit, frame, reader)};
}

std::optional<Date> first_day_from(const CalendarRule& rule, Date day, const WorkingDays& working_days,
                                   const UnitFrame& frame) {
  constexpr days two_years{2 * 366};
  WorkingDayReader reader(working_days);
  // A shifted day may lie in the unit behind its own.
  Period unit = unit_around(rule.unit, day, frame);
  unit = unit_around(rule.unit, unit.first - days(1), frame);
  for (; unit.first <= day + two_years; unit = unit_around(rule.unit, unit.last + days(1), frame))
    if (const auto due = due_in(rule, unit, frame, reader); due && due->shifted >= day) return due->shifted;
  return std::nullopt;
}

std::string plain_text(const CalendarRule& rule) {
  std::string text = day_text(rule);
  if (rule.kind != RuleDay::weekday) text += fmt::format(" of every {}", name_of(rule.unit));
  if (rule.at) text += fmt::format(" at {:02}:{:02}", rule.at->count() / 60, rule.at->count() % 60);
  if (rule.months != 0) {
    std::string months;
    for (int month = 1; month <= 12; ++month)
      if ((rule.months >> month & 1) != 0) months += fmt::format("{}{}", months.empty() ? "" : ", ", month);
    text += fmt::format(", in months {}", months);
  }
  if (rule.shift != DayShift::none)
    text +=
        fmt::format(", shifted to the {} working day", rule.shift == DayShift::next ? "next" : "previous");
  return text;
}

}  // namespace kvali
