#include <algorithm>

#include "model/across_time.hpp"
#include "model/figure_bounds.hpp"

namespace kvali {

namespace {

/// The first unit that lacks a value: from its end on totals to date are lower bounds.
std::optional<Period> first_lacking(const IndicatorFigures& indicator, const Reports& reports,
                                    const Period& span, const Frame& frame) {
  if (!is_partial(indicator.rule, indicator.of_project)) return {};
  for (const ReportingUnit& unit : ended_units(indicator.rule, reports, span, frame))
    if (!unit.reported) return unit.whole;
  return {};
}

}  // namespace

Quantity figure_in(const Figures& figures, const IndicatorFigures& indicator, const Period& period,
                   const Frame& frame, Evidence& evidence) {
  const auto found = figures.totals.find(indicator.rule.id);
  if (found == figures.totals.end()) return {};
  const Reports& reports = found->second;
  Quantity figure = value_in(indicator.rule, reports, period, frame.project_start, evidence);
  const bool undated = !indicator.undated.empty() && grows(indicator.rule) && !indicator.rule.cumulative;
  if (undated ||
      is_partial(indicator.rule, coverage_of(units_of_total(indicator.rule, reports, period, frame))))
    mark_bound(figure);
  return figure;
}

std::vector<IndicatorPoint> points_of(const Figures& figures, const IndicatorFigures& indicator,
                                      const Frame& frame, Evidence& evidence) {
  const auto found = figures.totals.find(indicator.rule.id);
  if (found == figures.totals.end()) return {};
  const Reports& reports = found->second;
  const Targets& targets = figures.targets.targets(indicator.rule.id);
  std::optional<Date> first;
  const auto consider = [&](Date day) { first = first ? std::min(*first, day) : day; };
  for (const Reported& report : reports)
    if (!report.opening) consider(report.period.first);
  if (!targets.by_period.empty()) consider(targets.by_period.begin()->first.first);
  // What lies before the project is in no total (I-24), and nothing is missing there.
  if (first && frame.project_start)
    first =
        std::max(*first, period_around(*frame.project_start, indicator.rule.frequency, frame.fiscal).first);
  if (!first || *first > frame.period.last) return {};
  const bool undated = !indicator.undated.empty() && grows(indicator.rule);
  const auto lacking =
      first_lacking(indicator, reports, {frame.project_start.value_or(*first), frame.period.last}, frame);
  std::vector<IndicatorPoint> points;
  for (const Period& unit : sub_periods({*first, frame.period.last}, indicator.rule.frequency)) {
    IndicatorPoint point;
    point.unit = unit;
    point.actual = value_in(indicator.rule, reports, unit, frame.project_start, evidence);
    point.cumulative = value_to_date(indicator.rule, reports, unit.last, evidence, frame.project_start);
    if (undated && !indicator.rule.cumulative) mark_bound(point.actual);
    if (undated || (lacking && lacking->last <= unit.last)) mark_bound(point.cumulative);
    point.target = target_for(indicator.rule, targets, unit, frame, evidence);
    point.reported =
        point.actual.value || std::any_of(reports.begin(), reports.end(), [&](const Reported& r) {
          return !r.silent && !r.opening && overlaps(r.period, unit);
        });
    points.push_back(point);
  }
  return points;
}

}  // namespace kvali
