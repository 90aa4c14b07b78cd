#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace kvali {

/// A reporting period: both days belong to it. first <= last wherever one is returned here.
struct Period {
  Date first;
  Date last;

  friend auto operator<=>(const Period&, const Period&) = default;
};

/// What a period is to people, the finest first; a single day and all irregular spans are `custom`.  Weeks
/// are those of ISO 8601: they begin on Monday, and the first one of a year is that of 4 January.
enum class PeriodKind { week, month, quarter, half, year, fiscal_year, custom };

/// The day on which a donor's fiscal year begins. A year is labelled by the calendar year in which
/// it ends: with 10-01, FY2021 runs from 1 October 2020 to 30 September 2021.
struct FiscalStart {
  unsigned month = 1;
  unsigned day = 1;
};

/// Reads "10-01" (MM-DD); nothing for a day that some year lacks (02-29).
[[nodiscard]] std::optional<FiscalStart> parse_fiscal_start(std::string_view text) noexcept;

/// Reads "2020-12", "2020-Q4", "2020-H2", "2020", "FY2021", "2020-W50", "2020-12-08" and
/// "2020-07-01..2020-12-31"; nothing for anything else.
[[nodiscard]] std::optional<Period> parse_period(std::string_view text, FiscalStart fiscal = {});

/// parse_period(), and relative to `as_of`: {this|previous|next}-{week|month|quarter|half|year|fiscal-year}.
[[nodiscard]] std::optional<Period> resolve_period(std::string_view text, Date as_of,
                                                   FiscalStart fiscal = {});

/// The relative names that resolve_period() knows, for suggestions.
[[nodiscard]] std::span<const std::string_view> relative_period_names() noexcept;

/// The whole week, month, quarter, half, year or fiscal year that `day` lies in; `custom`: that one day.
[[nodiscard]] Period period_around(Date day, PeriodKind kind, FiscalStart fiscal = {});

[[nodiscard]] PeriodKind kind_of(const Period& period, FiscalStart fiscal = {});

/// The shortest text that parse_period() with the same fiscal start reads back as this period.
[[nodiscard]] std::string period_text(const Period& period, FiscalStart fiscal = {});

[[nodiscard]] constexpr bool contains(const Period& period, Date day) noexcept {
  return period.first <= day && day <= period.last;
}
[[nodiscard]] constexpr bool contains(const Period& outer, const Period& inner) noexcept {
  return outer.first <= inner.first && inner.last <= outer.last;
}
[[nodiscard]] constexpr bool overlaps(const Period& a, const Period& b) noexcept {
  return a.first <= b.last && b.first <= a.last;
}
/// The days that both have, if any.
[[nodiscard]] std::optional<Period> intersection(const Period& a, const Period& b) noexcept;

/// The period of the same kind before or after this one. A custom period of whole months moves by as
/// many months, any other by as many days. Nothing where that leaves the range of dates.
[[nodiscard]] std::optional<Period> previous(const Period& period, FiscalStart fiscal = {});
[[nodiscard]] std::optional<Period> next(const Period& period, FiscalStart fiscal = {});

/// Number of days, at least 1.
[[nodiscard]] int day_count(const Period& period) noexcept;

/// Does it begin on the first and end on the last day of a month?
[[nodiscard]] bool is_whole_months(const Period& period) noexcept;

/// The units of `frequency` that touch the period, in order, the first and last one cut to it (a
/// project that starts in mid-month has a short first month). Calendar units, except fiscal years.
/// `custom` gives the period itself.
[[nodiscard]] std::vector<Period> sub_periods(const Period& period, PeriodKind frequency,
                                              FiscalStart fiscal = {});

/// sub_periods() by months.
[[nodiscard]] std::vector<Period> months(const Period& period);

/// The share of the period's days that have passed at the end of `as_of`, 0 to 1.
[[nodiscard]] Decimal elapsed_share(const Period& period, Date as_of);

}  // namespace kvali
