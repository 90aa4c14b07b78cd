#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.hpp"

namespace kvali {

/// A heading over columns of months: "2025-12 / Actual", "Women / Dec 2025", "Target Jan 2025".
struct AcrossHeading {
  std::optional<Period> period;   ///< Month, quarter, half or year; a month's first or last day is the month.
  std::vector<std::string> rest;  ///< What else it says, part by part.
};

/// Reads a heading whose stacked parts are joined by " / ".  `year` completes months that have none;
/// 0 = none does.
[[nodiscard]] AcrossHeading read_across_heading(std::string_view heading, FiscalStart fiscal, int year);

/// The parts of a heading, each with single spaces.
[[nodiscard]] std::vector<std::string> heading_parts(std::string_view heading);

/// Week 0, month 1, quarter 2, half 3, year 4; 5 for what is none of them.
inline constexpr int quarterly = 2;
inline constexpr int yearly = 4;
[[nodiscard]] int coarseness(const Period& period, FiscalStart fiscal);

}  // namespace kvali
