#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/approvals.hpp"
#include "model/frame.hpp"
#include "model/indicator.hpp"
#include "model/observations.hpp"
#include "model/targets.hpp"

namespace kvali {

/// The figures of a part of an indicator: of a category, of two at once, or of a place.
struct PartFigures {
  Slice slice;        ///< Empty for a place.
  std::string place;  ///< "" for a slice.
  Quantity period_actual, to_date;
  bool open = false;  ///< As in IndicatorFigures.
  Quantity period_target = no_quantity(Mark::not_applicable);
  Quantity target = no_quantity(Mark::not_applicable);  ///< For the life of the project.
};

/// How many of the units in which an indicator is reported have a value, of those ended so far.
struct Coverage {
  int reported = 0, expected = 0;
};

/// A sum of which values are missing may turn out higher; a level, or what is counted from the start, not.
[[nodiscard]] bool is_partial(const IndicatorRule& rule, const Coverage& coverage);

/// One indicator at the end of the reporting period.
struct IndicatorFigures {
  std::size_t row = 0;  ///< Of the merged table `indicator`.
  IndicatorRule rule;
  Quantity period_actual, to_date;
  Quantity previous;                ///< In the period before.
  Quantity year_to_date;            ///< From the start of the fiscal year.
  Quantity period_target, target;   ///< The latter for the life of the project.
  Quantity target_to_date;          ///< What should have been reached by now.
  std::optional<Period> due_scope;  ///< The time of the target that falls due in the period.
  Quantity due_actual, due_target;  ///< What was reached and planned in that time.
  Quantity share;                   ///< Achievement to date of the target for the life of the project.
  std::string_view why_no_share;    ///< See why_no_achievement().
  Quantity deviation;               ///< Of what fell due.
  Quantity adjusted;                ///< Achievement counted from the baseline.
  std::optional<Decimal> elapsed;   ///< The share of the project's time that has passed.
  Quantity opening;                 ///< Reported before Kvali, part of `to_date`.
  std::optional<Date> opening_as_of;
  /// The unit before the period, without whose cumulative value nobody can tell what is new in the period.
  std::optional<Period> gap_before;
  std::optional<Date> last_value;  ///< The day up to which there are values.
  std::optional<Date> done_on;     ///< Of a milestone: the end of the period that first reports it.
  Coverage of_project, of_period;
  std::vector<Period> gaps;         ///< Units since the project's start that have no value.
  std::string status_key;           ///< achieved, ahead, on_track, behind, off_track, no_target, no_total,
                                    ///< no_data, open
  std::vector<std::size_t> notes;   ///< Rows of `observation` with a note on what fell due.
  std::vector<std::size_t> texts;   ///< Rows of `observation`: what is said until the period's end, in time.
  std::vector<EvidenceId> undated;  ///< Records that nobody can place in time: they are in no figure.
  std::vector<PartFigures> parts;   ///< By slice, then by place.
  int together = 1;          ///< How many numbers of places and partners were laid together in the period.
  bool apart = false;        ///< Places or partners say a number each, and there is no total of them.
  bool off_target = false;   ///< The deviation lies outside the band.
  bool open = false;         ///< Sources disagree on a number behind it, and nothing decides.
  bool hides_parts = false;  ///< Readers may not see what is noted of groups and places.
};

/// One reporting unit of an indicator, for tables and charts over time.
struct IndicatorPoint {
  Period unit;
  Quantity actual, target, cumulative;
  bool reported = false;  ///< Is there a value or a text for it?
};

/// All figures of a report, free of language.
struct Figures {
  std::vector<IndicatorFigures> indicators;            ///< In the order of their codes.
  std::map<std::string, Reports, std::less<>> totals;  ///< What was reported for each, all parts together.
  TargetBook targets;
  /// Null without indicators; the merged tables must outlive it.
  std::shared_ptr<const Observations> observations;

  /// What was reported for an indicator, with all its parts: read anew, because of all indicators together
  /// that may be more than fits into memory.
  [[nodiscard]] IndicatorReports reports_of(const IndicatorFigures& indicator,
                                            const Evidence& evidence) const;
};

/// Computes every indicator, and checks what domain.md, section 7, asks of indicators; see
/// `check_indicator` and `Observations`.
[[nodiscard]] Figures compute_figures(Workspace& merged, const Frame& frame, Diagnostics& diagnostics);

/// The figure of an indicator in some period; a lower bound where something that belongs to it is not known.
[[nodiscard]] Quantity figure_in(const Figures& figures, const IndicatorFigures& indicator,
                                 const Period& period, const Frame& frame, Evidence& evidence);

/// The indicator over time, unit by unit, from the first unit with anything to say to the period's end.
[[nodiscard]] std::vector<IndicatorPoint> points_of(const Figures& figures, const IndicatorFigures& indicator,
                                                    const Frame& frame, Evidence& evidence);

}  // namespace kvali
