#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schedule/calendar_rule.hpp"
#include "schedule/text_fault.hpp"

namespace kvali {

/// Which period an occurrence reports, counted from the day that its rule names.
struct PeriodRule {
  enum class Kind : std::uint8_t { named, previous_week, month_to_date, days };
  Kind kind = Kind::named;
  std::string name = "previous-month";  ///< Of `named`: as resolve_period() knows it.
  int first_day = 0;                    ///< Of `days`: from the day itself, -1 is the day before.
  int last_day = 0;
};

/// Reads "previous-month" and the other names of resolve_period(), "previous-week", "month-to-date" and
/// "custom(-25..-1)".  Of a text that is wrong nothing, and its fault.
[[nodiscard]] std::optional<PeriodRule> read_period_rule(std::string_view text, TextFaults& faults);

/// What a rule of this unit reports unless it says otherwise: the unit before.
[[nodiscard]] PeriodRule period_before(RuleUnit unit);

/// The period; nothing where it leaves the range of dates.
[[nodiscard]] std::optional<Period> period_of(const PeriodRule& rule, Date nominal, const UnitFrame& frame);

/// The rule in words that read_period_rule() reads.
[[nodiscard]] std::string plain_text(const PeriodRule& rule);

}  // namespace kvali
