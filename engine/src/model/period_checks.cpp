#include "model/period_checks.hpp"

#include <fmt/format.h>

#include "model/reporting_units.hpp"

namespace kvali {

namespace {

/// What lies only partly in the period is not divided (M11).
void check_straddling(const IndicatorFigures& figures, const Reports& totals, const Frame& frame,
                      IndicatorFindings& findings) {
  std::vector<Period> left_out;
  std::vector<EvidenceId> records;
  for (const Reported& report : totals) {
    if (report.opening || !overlaps(report.period, frame.period)) continue;
    if (contains(report.period, frame.period) || contains(frame.period, report.period)) continue;
    left_out.push_back(report.period);
    records.insert(records.end(), report.evidence.begin(), report.evidence.end());
  }
  if (left_out.empty()) return;
  const std::string which = units_text(left_out);
  const std::string period = period_text(frame.period);
  const char* sentence = left_out.size() == 1
                             ? "indicator {}: the value for {} lies only partly in {} and is left out of it"
                             : "indicator {}: the values for {} lie only partly in {} and are left out of it";
  findings.add(
      {"I-23", Severity::warning, fmt::format(fmt::runtime(sentence), figures.rule.id, which, period),
       about(figures.rule, frame.period, which),
       "report by calendar months, or write straddling = \"by-end\" below [report]"},
      records);
}

/// A quarter's value says nothing of one of its months.
void check_longer(const IndicatorFigures& figures, const Reports& totals, const Frame& frame,
                  IndicatorFindings& findings) {
  if (figures.period_actual.value || figures.period_actual.mark != Mark::not_recorded) return;
  for (const Reported& report : totals) {
    const bool longer = contains(report.period, frame.period) && report.period != frame.period;
    const PeriodKind kind = figures.rule.frequency == PeriodKind::year &&
                                    kind_of(report.period, frame.fiscal) == PeriodKind::fiscal_year
                                ? PeriodKind::fiscal_year
                                : figures.rule.frequency;
    const bool usual = contains(period_around(report.period.first, kind, frame.fiscal), report.period);
    if (!longer || usual || report.opening || report.silent) continue;
    findings.add({"I-23", Severity::warning,
                  fmt::format("indicator {}: the value for {} is of more than {} and is left out of it",
                              figures.rule.id, period_text(report.period), period_text(frame.period)),
                  about(figures.rule, report.period, period_text(frame.period)),
                  "report by the periods of the report, or say in frequency how often it is reported"},
                 report.evidence);
  }
}

}  // namespace

void check_periods(const IndicatorFigures& figures, const Reports& totals, const Frame& frame,
                   IndicatorFindings& findings) {
  if (figures.rule.counts_from_start()) return;
  if (!frame.by_end_date) check_straddling(figures, totals, frame, findings);
  check_longer(figures, totals, frame, findings);
}

}  // namespace kvali
