#pragma once

#include <optional>

#include "base/period.hpp"
#include "model/achievement.hpp"

namespace kvali {

/// The time frame of a report, and how its figures are judged.
struct Frame {
  Period period;
  std::optional<Date> project_start;
  std::optional<Date> project_end;
  Date as_of;
  FiscalStart fiscal = {};
  int band_percent = usual_band_percent;  ///< A deviation beyond it wants an explanation.
  bool by_end_date = false;               ///< Values that straddle two periods belong to where they end.

  /// The part of a period in which the project runs; nothing where it does not.
  [[nodiscard]] std::optional<Period> within_project(const Period& whole) const {
    return intersection(whole, {project_start.value_or(first_date), project_end.value_or(last_date)});
  }
  /// The fiscal year of the period's last day, up to that day.
  [[nodiscard]] Period year_to_date() const {
    return {period_around(period.last, PeriodKind::fiscal_year, fiscal).first, period.last};
  }
};

}  // namespace kvali
