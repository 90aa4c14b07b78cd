#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/approvals.hpp"
#include "model/indicator.hpp"
#include "model/observations.hpp"

namespace kvali {

/// The time frame of a report.
struct Frame {
  Period period;
  std::optional<Date> project_start;
  std::optional<Date> project_end;
  Date as_of;
};

/// One indicator at the end of the reporting period.
struct IndicatorFigures {
  std::size_t row = 0;  ///< Of the merged table `indicator`.
  IndicatorRule rule;
  Quantity period_actual, to_date;
  Quantity period_target, target;  ///< The latter for the life of the project.
  Quantity share, deviation;       ///< Achievement to date; deviation in the period.
  Quantity adjusted;               ///< Achievement counted from the baseline.
  Quantity opening;                ///< Reported before Kvali, part of `to_date`.
  std::optional<Date> opening_as_of;
  std::optional<Date> last_value;  ///< The day up to which there are values.
  std::optional<Date> done_on;     ///< Of a milestone: the end of the period that first reports it.
  int reported = 0, expected = 0;  ///< Reporting units with a value, of those ended so far.
  int period_reported = 0, period_expected = 0;  ///< The same within the period.
  std::string status_key;          ///< achieved, ahead, on_track, behind, off_track, no_target, no_data
  std::vector<std::size_t> notes;  ///< Rows of `observation` with a note on the period's values.
  std::vector<std::size_t> texts;  ///< Rows of `observation`: what is said until the period's end, in time.
};

/// One reporting unit of an indicator, for tables and charts over time.
struct IndicatorPoint {
  Period unit;
  Quantity actual, target, cumulative;
};

/// Targets of one indicator: of a period each, and for the life of the project.
struct Targets {
  std::map<Period, Quantity> by_period;
  std::optional<Quantity> life;
};

/// A target that an amendment in force changed.
struct TargetChange {
  std::string indicator;
  Period scope;
  Quantity before, after;
  Version by;
};

/// All figures of a report, free of language.
struct Figures {
  std::vector<IndicatorFigures> indicators;  ///< In the order of their codes.
  std::map<std::string, IndicatorReports, std::less<>> reports;
  std::map<std::string, Targets, std::less<>> targets;
  std::vector<TargetChange> target_changes;
};

/// Outside this band around a target a deviation wants an explanation (domain.md, section 2.1).
inline constexpr int band_percent = 10;
/// Below this an indicator is off track, not merely behind.
inline constexpr int off_track_percent = 25;

/// Computes every indicator.  Findings: I-01 no target, I-04 no value for an ended unit, I-05 totals,
/// I-07 falling cumulative values, I-11 deviation without a note, I-17 targets changed without a date, I-20
/// totals to date that differ from what the record itself says.
[[nodiscard]] Figures compute_figures(Workspace& merged, const Frame& frame, Diagnostics& diagnostics);

/// The indicator over time, unit by unit, from the first unit with anything to say to the period's end.
[[nodiscard]] std::vector<IndicatorPoint> points_of(const Figures& figures, const IndicatorFigures& indicator,
                                                    const Frame& frame, Evidence& evidence);

}  // namespace kvali
