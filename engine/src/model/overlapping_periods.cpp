#include "model/overlapping_periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/across_time.hpp"

namespace kvali {

void OverlapCheck::check(const Reports& totals) {
  const std::size_t last = totals.size() - 1;
  const std::size_t furthest =
      std::exchange(furthest_, totals[furthest_].period.last < totals[last].period.last ? last : furthest_);
  if (last == 0) return;
  tell(totals[last - 1], totals[last]);
  // Between the quarter and what begins in it may lie a month.
  if (furthest != last - 1 && furthest_ == last) tell(totals[furthest], totals[last]);
}

void OverlapCheck::tell(const Reported& before, const Reported& latest) {
  if (!overlaps(latest.period, before.period) || latest.period == before.period) return;
  const bool in_part = !contains(before.period, latest.period) && !contains(latest.period, before.period);
  const char* hint = "keep one of them";
  if (adds_over_time(rule_))
    hint = in_part ? "correct a period: neither is a part of the other, and together they have no total"
                   : "keep one of them; the longer period is taken as the total of the shorter ones";
  findings_.add({"D-10", Severity::error,
                 fmt::format("indicator {} has values for {} and for {}, which overlap", rule_.id,
                             period_text(before.period), period_text(latest.period)),
                 about(rule_, latest.period, period_text(before.period)), hint},
                latest.evidence);
}

void tell_covered(const IndicatorRule& rule, const Reports& totals, IndicatorFindings& findings) {
  if (rule.cumulative || (rule.agg_time != "sum" && rule.agg_time != "ratio")) return;
  for (const Reported& opening : totals) {
    if (!opening.opening) continue;
    const auto covered = std::count_if(totals.begin(), totals.end(), [&](const Reported& report) {
      return !report.opening && report.period.first <= opening.period.last;
    });
    if (covered > 0)
      findings.add(
          {"D-10", Severity::error,
           fmt::format("indicator {}: values of {} {} up to {} are in its opening balance already", rule.id,
                       covered, covered == 1 ? "period" : "periods", iso_text(opening.period.last)),
           about(rule, opening.period, "opening"),
           "they are counted once; correct as_of of the opening balance if that is wrong"},
          opening.evidence);
  }
}

}  // namespace kvali
