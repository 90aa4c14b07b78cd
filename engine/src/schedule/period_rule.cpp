#include "schedule/period_rule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "schedule/text_words.hpp"

namespace kvali {

namespace {

using std::chrono::days;

constexpr std::string_view previous_week = "previous-week";
constexpr std::string_view month_to_date = "month-to-date";
constexpr std::string_view custom = "custom(";

/// A year and a day; who reports on more days than that names a period.
constexpr int most_days = 366;

/// "-25", "0", "3".
std::optional<int> day_number(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto number = whole_number(text);
  if (!number || *number > most_days) return std::nullopt;
  return negative ? -*number : *number;
}

std::optional<PeriodRule> read_custom(std::string_view text, TextFaults& faults) {
  const std::string_view inside = text.substr(custom.size(), text.size() - custom.size() - 1);
  const std::size_t dots = inside.find("..");
  const auto first = day_number(inside.substr(0, dots));
  const auto last = dots == inside.npos ? std::nullopt : day_number(inside.substr(dots + 2));
  if (first && last && *first <= *last) return PeriodRule{PeriodRule::Kind::days, {}, *first, *last};
  faults.push_back({0, text.size(), fmt::format("'{}' is no span of days", text),
                    "write custom(-25..-1): from 25 days before to the day before"});
  return std::nullopt;
}

}  // namespace

std::optional<PeriodRule> read_period_rule(std::string_view text, TextFaults& faults) {
  const auto names = relative_period_names();
  if (std::find(names.begin(), names.end(), text) != names.end())
    return PeriodRule{PeriodRule::Kind::named, std::string(text)};
  if (text == previous_week) return PeriodRule{PeriodRule::Kind::previous_week};
  if (text == month_to_date || text == "mtd") return PeriodRule{PeriodRule::Kind::month_to_date};
  if (text.rfind(custom, 0) == 0 && text.back() == ')') return read_custom(text, faults);
  std::vector<std::string_view> known(names.begin(), names.end());
  known.insert(known.end(), {previous_week, month_to_date});
  constexpr std::string_view spoken = "last-";
  const bool last = text.rfind(spoken, 0) == 0;
  const auto meant =
      nearest(last ? "previous-" + std::string(text.substr(spoken.size())) : std::string(text), known);
  faults.push_back(
      {0, text.size(), fmt::format("'{}' is no period that moves with the schedule", text),
       meant ? fmt::format("did you mean '{}'?", *meant)
             : "write such as previous-month, previous-quarter, month-to-date or custom(-25..-1)"});
  return std::nullopt;
}

PeriodRule period_before(RuleUnit unit) {
  if (unit == RuleUnit::week) return {PeriodRule::Kind::previous_week};
  return {PeriodRule::Kind::named, fmt::format("previous-{}", name_of(unit))};
}

std::optional<Period> period_of(const PeriodRule& rule, Date nominal, const UnitFrame& frame) {
  Period period{nominal, nominal};
  switch (rule.kind) {
    case PeriodRule::Kind::named:
      return resolve_period(rule.name, nominal, frame.fiscal);
    case PeriodRule::Kind::previous_week:
      period = unit_around(RuleUnit::week, nominal - days(7), frame);
      break;
    case PeriodRule::Kind::month_to_date:
      period.first = first_day_of_month(nominal);
      break;
    case PeriodRule::Kind::days:
      period = {nominal + days(rule.first_day), nominal + days(rule.last_day)};
      break;
  }
  if (!is_in_range(period.first) || !is_in_range(period.last)) return std::nullopt;
  return period;
}

std::string plain_text(const PeriodRule& rule) {
  switch (rule.kind) {
    case PeriodRule::Kind::named:
      return rule.name;
    case PeriodRule::Kind::previous_week:
      return std::string(previous_week);
    case PeriodRule::Kind::month_to_date:
      return std::string(month_to_date);
    case PeriodRule::Kind::days:
      break;
  }
  return fmt::format("custom({}..{})", rule.first_day, rule.last_day);
}

}  // namespace kvali
