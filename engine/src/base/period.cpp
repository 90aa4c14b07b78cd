#include "base/period.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace kvali {
namespace {

constexpr std::array<std::string_view, 18> relative_names{
    "this-week",        "previous-week",        "next-week",
    "this-month",       "previous-month",       "next-month",
    "this-quarter",     "previous-quarter",     "next-quarter",
    "this-half",        "previous-half",        "next-half",
    "this-year",        "previous-year",        "next-year",
    "this-fiscal-year", "previous-fiscal-year", "next-fiscal-year"};

/// The value of a text of digits only, at least one; nothing for more than nine.
std::optional<int> parse_whole(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// `length` whole months from the first of a month.
std::optional<Period> whole_months(int year, unsigned month, int length) {
  const auto first = make_date(year, month, 1);
  if (!first) return std::nullopt;
  return Period{*first, last_day_of_month(add_months(*first, length - 1))};
}

/// The fiscal year with this label. Nothing where it is not wholly within the range of dates.
std::optional<Period> fiscal_year(int label, FiscalStart fiscal) {
  const bool calendar = fiscal.month == 1 && fiscal.day == 1;
  const auto first = make_date(calendar ? label : label - 1, fiscal.month, fiscal.day);
  if (!first) return std::nullopt;
  if (calendar) return Period{*first, *make_date(label, 12, 31)};
  const auto after = make_date(label, fiscal.month, fiscal.day);
  if (!after) return std::nullopt;
  return Period{*first, *after - std::chrono::days{1}};
}

/// Months of the calendar units; 0 for the kinds that are none.
int unit_months(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return 1;
    case PeriodKind::quarter:
      return 3;
    case PeriodKind::half:
      return 6;
    case PeriodKind::year:
      return 12;
    case PeriodKind::week:
    case PeriodKind::fiscal_year:
    case PeriodKind::custom:
      break;
  }
  return 0;
}

constexpr int days_of_week = 7;

/// Monday to Sunday; cut short at the end of the range of dates.
Period week_around(Date day) {
  const auto since_monday = std::chrono::weekday(day) - std::chrono::Monday;
  const Date first = std::max(first_date, day - since_monday);
  return {first, std::min(last_date, first + std::chrono::days{days_of_week - 1})};
}

/// A week belongs to the year of its Thursday.
int year_of_week(const Period& week) {
  return year_of(week.first + std::chrono::days{3});
}

int number_of_week(const Period& week) {
  const Date new_year = *make_date(year_of_week(week), 1, 1);
  return static_cast<int>((week.first + std::chrono::days{3} - new_year).count()) / days_of_week + 1;
}

/// "2020-W50".
std::optional<Period> parse_week(std::string_view text) {
  const auto year = parse_whole(text.substr(0, 4));
  const auto number = parse_whole(text.substr(6));
  if (text.substr(4, 2) != "-W" || !year || !number || *number < 1) return std::nullopt;
  const auto in_first = make_date(*year, 1, 4);
  if (!in_first) return std::nullopt;
  const Date day = *in_first + std::chrono::days{(*number - 1) * days_of_week};
  if (!is_in_range(day)) return std::nullopt;
  const Period week = week_around(day);
  // Few years have a week 53.
  return day_count(week) == days_of_week && year_of_week(week) == *year ? std::optional(week) : std::nullopt;
}

std::string week_text(const Period& week) {
  const int number = number_of_week(week);
  const std::string year = iso_text(week.first + std::chrono::days{3}).substr(0, 4);
  return year + (number < 10 ? "-W0" : "-W") + std::to_string(number);
}

/// "2020-12", "2020-Q4", "2020-H2".
std::optional<Period> parse_part_of_year(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = parse_whole(text.substr(0, 4));
  if (!year) return std::nullopt;
  if (text[5] != 'Q' && text[5] != 'H') {
    const auto month = parse_whole(text.substr(5));
    return month ? whole_months(*year, static_cast<unsigned>(*month), 1) : std::nullopt;
  }
  const int length = text[5] == 'Q' ? 3 : 6;
  const int number = text[6] - '0';
  if (number < 1 || number > 12 / length) return std::nullopt;
  return whole_months(*year, static_cast<unsigned>((number - 1) * length + 1), length);
}

std::optional<Period> parse_span(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == text.npos) return std::nullopt;
  const auto first = parse_iso_date(text.substr(0, dots));
  const auto last = parse_iso_date(text.substr(dots + 2));
  if (!first || !last || *last < *first) return std::nullopt;
  return Period{*first, *last};
}

std::optional<PeriodKind> kind_named(std::string_view name) {
  if (name == "week") return PeriodKind::week;
  if (name == "month") return PeriodKind::month;
  if (name == "quarter") return PeriodKind::quarter;
  if (name == "half") return PeriodKind::half;
  if (name == "year") return PeriodKind::year;
  if (name == "fiscal-year") return PeriodKind::fiscal_year;
  return std::nullopt;
}

int months_touched(const Period& period) {
  return (year_of(period.last) - year_of(period.first)) * 12 + static_cast<int>(month_of(period.last)) -
         static_cast<int>(month_of(period.first)) + 1;
}

/// Whole months moved by `months`, or nothing out of range.
std::optional<Period> moved_by_months(const Period& period, int months) {
  try {
    return Period{add_months(period.first, months), last_day_of_month(add_months(period.last, months))};
  } catch (const Error&) {  // Beyond the year 9999 or before 1.
    return std::nullopt;
  }
}

/// The period before (-1) or after (+1).
std::optional<Period> neighbour(const Period& period, int direction, FiscalStart fiscal) {
  if (is_whole_months(period)) return moved_by_months(period, direction * months_touched(period));
  if (kind_of(period, fiscal) == PeriodKind::fiscal_year) {
    return fiscal_year(year_of(period.last) + direction, fiscal);
  }
  const std::chrono::days shift{direction * day_count(period)};
  const Period moved{period.first + shift, period.last + shift};
  if (!is_in_range(moved.first) || !is_in_range(moved.last)) return std::nullopt;
  return moved;
}

}  // namespace

std::optional<FiscalStart> parse_fiscal_start(std::string_view text) noexcept {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto month = parse_whole(text.substr(0, 2));
  const auto day = parse_whole(text.substr(3));
  if (!month || !day) return std::nullopt;
  const FiscalStart fiscal{static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
  constexpr int common_year = 2001;
  if (!make_date(common_year, fiscal.month, fiscal.day)) return std::nullopt;
  return fiscal;
}

std::optional<Period> parse_period(std::string_view text, FiscalStart fiscal) {
  if (text.starts_with("FY") && text.size() == 6) {
    const auto label = parse_whole(text.substr(2));
    return label ? fiscal_year(*label, fiscal) : std::nullopt;
  }
  if (text.size() == 4) {
    const auto year = parse_whole(text);
    return year ? whole_months(*year, 1, 12) : std::nullopt;
  }
  if (text.size() == 7) return parse_part_of_year(text);
  if (text.size() == 8) return parse_week(text);
  if (const auto day = parse_iso_date(text)) return Period{*day, *day};
  return parse_span(text);
}

std::optional<Period> resolve_period(std::string_view text, Date as_of, FiscalStart fiscal) {
  const std::size_t dash = text.find('-');
  const std::string_view which = text.substr(0, dash);
  if (which != "this" && which != "previous" && which != "next") return parse_period(text, fiscal);
  const auto kind = dash == text.npos ? std::nullopt : kind_named(text.substr(dash + 1));
  if (!kind) return std::nullopt;
  const Period current = period_around(as_of, *kind, fiscal);
  if (which == "this") return current;
  return which == "previous" ? previous(current, fiscal) : next(current, fiscal);
}

std::span<const std::string_view> relative_period_names() noexcept {
  return relative_names;
}

Period period_around(Date day, PeriodKind kind, FiscalStart fiscal) {
  if (kind == PeriodKind::custom) return {day, day};
  if (kind == PeriodKind::week) return week_around(day);
  if (kind == PeriodKind::fiscal_year) {
    for (const int label : {year_of(day), year_of(day) + 1}) {
      const auto year = fiscal_year(label, fiscal);
      if (year && contains(*year, day)) return *year;
    }
    // The fiscal years at both ends of the range are cut short.
    const Date change = *make_date(day < *make_date(2, 1, 1) ? 1 : 9999, fiscal.month, fiscal.day);
    return day < change ? Period{first_date, change - std::chrono::days{1}} : Period{change, last_date};
  }
  const auto length = static_cast<unsigned>(unit_months(kind));
  const unsigned first_month = (month_of(day) - 1) / length * length + 1;
  return *whole_months(year_of(day), first_month, static_cast<int>(length));
}

PeriodKind kind_of(const Period& period, FiscalStart fiscal) {
  using enum PeriodKind;
  if (period == week_around(period.first) && day_count(period) == days_of_week) return week;
  for (const PeriodKind kind : {month, quarter, half, year, fiscal_year}) {
    if (period_around(period.first, kind, fiscal) == period) return kind;
  }
  return custom;
}

std::string period_text(const Period& period, FiscalStart fiscal) {
  const std::string first = iso_text(period.first);
  const std::string year = first.substr(0, 4);
  const unsigned month = month_of(period.first);
  switch (kind_of(period, fiscal)) {
    case PeriodKind::week:
      return week_text(period);
    case PeriodKind::month:
      return first.substr(0, 7);
    case PeriodKind::quarter:
      return year + "-Q" + std::to_string((month + 2) / 3);
    case PeriodKind::half:
      return year + (month == 1 ? "-H1" : "-H2");
    case PeriodKind::year:
      return year;
    case PeriodKind::fiscal_year:
      // A year cut short by the range of dates has no label that reads back.
      if (fiscal_year(year_of(period.last), fiscal) == period)
        return "FY" + iso_text(period.last).substr(0, 4);
      break;
    case PeriodKind::custom:
      break;
  }
  return period.first == period.last ? first : first + ".." + iso_text(period.last);
}

std::optional<Period> intersection(const Period& a, const Period& b) noexcept {
  if (!overlaps(a, b)) return std::nullopt;
  return Period{std::max(a.first, b.first), std::min(a.last, b.last)};
}

std::optional<Period> previous(const Period& period, FiscalStart fiscal) {
  return neighbour(period, -1, fiscal);
}

std::optional<Period> next(const Period& period, FiscalStart fiscal) {
  return neighbour(period, +1, fiscal);
}

int day_count(const Period& period) noexcept {
  return static_cast<int>((period.last - period.first).count()) + 1;
}

bool is_whole_months(const Period& period) noexcept {
  return day_of(period.first) == 1 && period.last == last_day_of_month(period.last);
}

std::vector<Period> sub_periods(const Period& period, PeriodKind frequency, FiscalStart fiscal) {
  if (frequency == PeriodKind::custom) return {period};
  std::vector<Period> units;
  for (Date day = period.first; day <= period.last;) {
    const Period unit = *intersection(period_around(day, frequency, fiscal), period);
    units.push_back(unit);
    day = unit.last + std::chrono::days{1};
  }
  return units;
}

std::vector<Period> months(const Period& period) {
  return sub_periods(period, PeriodKind::month);
}

Decimal elapsed_share(const Period& period, Date as_of) {
  if (as_of < period.first) return 0;
  if (as_of >= period.last) return 1;
  return divide(day_count({period.first, as_of}), day_count(period)).value_or(Decimal{});
}

}  // namespace kvali
