#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/period.hpp"
#include "schedule/text_fault.hpp"
#include "schedule/working_days.hpp"

namespace kvali {

/// What a rule counts its days in.
enum class RuleUnit : std::uint8_t { week, month, quarter, half, year, fiscal_year };

/// Which day of the unit a rule means.
enum class RuleDay : std::uint8_t { workday, day, weekday };

/// Where a day goes that is no working day.
enum class DayShift : std::uint8_t { none, next, previous };

/// "workday 5 of every month at 09:00".
struct CalendarRule {
  RuleDay kind = RuleDay::workday;
  int number = 1;  ///< From 1, or from -1 backwards; of `weekday` Sunday 0 to Saturday 6.
  RuleUnit unit = RuleUnit::month;
  std::optional<std::chrono::minutes> at;  ///< Since midnight; nothing where a default is known elsewhere.
  std::uint16_t months = 0;                ///< Only in these, bit 1 to 12, of `unit` month; 0 = in all.
  DayShift shift = DayShift::none;         ///< Of `day` and `weekday`.
};

/// Reads "workday 5 at 09:00", "last workday of quarter at 17:00", "day 10 at 09:00", "last day", "monday at
/// 08:30"; the unit is the month, of a day of the week the week.  Of a text that is wrong nothing, and its
/// faults.  Months and shift are not part of the text.
[[nodiscard]] std::optional<CalendarRule> read_rule(std::string_view text, TextFaults& faults);

/// "09:00".
[[nodiscard]] std::optional<std::chrono::minutes> read_time_of_day(std::string_view text);

/// "week", "month", "quarter", "half", "year" or "fiscal-year".
[[nodiscard]] std::optional<RuleUnit> read_unit(std::string_view text);
[[nodiscard]] std::string_view name_of(RuleUnit unit);

/// The largest number that a day or working day of the unit can have.
[[nodiscard]] int largest_number(RuleUnit unit);

/// What the units depend on besides the calendar.
struct UnitFrame {
  FiscalStart fiscal;
  unsigned first_weekday = 1;  ///< As first_weekday() gives it.
};

/// The unit that the day lies in.
[[nodiscard]] Period unit_around(RuleUnit unit, Date day, const UnitFrame& frame);

/// A day on which a rule is due.
struct RuleDue {
  Date nominal;  ///< The day that the rule names.
  Date shifted;  ///< The day it is due.
};

/// The rule's day in the unit; nothing where it has no such day: a month without a 31st or a 23rd working day
/// is passed over.  No shift reaches the day on which the rule is due next or was due before, so that days
/// keep their order; where there is no working day up to there, the day stays.
[[nodiscard]] std::optional<RuleDue> due_in(const CalendarRule& rule, const Period& unit,
                                            const UnitFrame& frame, WorkingDayReader& days);

/// The first day on which the rule is due from `day` on; nothing where none comes within two years.  Where
/// holidays are not known, the weekend alone counts.
[[nodiscard]] std::optional<Date> first_day_from(const CalendarRule& rule, Date day,
                                                 const WorkingDays& working_days, const UnitFrame& frame);

/// The rule in words that read_rule() reads, months and shift behind them.
[[nodiscard]] std::string plain_text(const CalendarRule& rule);

}  // namespace kvali
