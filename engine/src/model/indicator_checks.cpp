#include "model/indicator_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "model/across_time.hpp"
#include "model/indicator_findings.hpp"
#include "model/period_checks.hpp"
#include "model/reporting_units.hpp"
#include "model/together_checks.hpp"

namespace kvali {

namespace {

/// So many values in a row that equal their targets look like targets (I-12).
constexpr std::size_t too_many_equal = 3;
/// A small number is easily met exactly: one training a month.
constexpr int smallest_suspicious = 10;
/// A value so many times the median of the others is an outlier (I-13), if there are others enough.
constexpr int outlier_factor = 5;
constexpr std::size_t fewest_for_median = 5;
/// Above this share of people of unknown group a breakdown says too little (I-06).
constexpr int most_unknown_percent = 10;

std::string shown(const Decimal& value) {
  return value.round_half_up(2).to_string();
}

class IndicatorChecks {
 public:
  IndicatorChecks(const IndicatorFigures& figures, const IndicatorReports& reports, const Targets& targets,
                  const CheckContext& context)
      : figures_(figures),
        rule_(figures.rule),
        totals_(reports.totals),
        slices_(reports.slices),
        targets_(targets),
        context_(context),
        frame_(context.frame),
        findings_(context.merged.evidence, context.diagnostics) {}

  void run() {
    check_target();
    check_missing();
    check_gap();
    check_undated();
    check_breakdown();
    check_cumulative();
    check_stated();
    check_deviation();
    check_too_exact();
    check_outlier();
    check_together(figures_, frame_.period, findings_);
    check_periods(figures_, totals_, frame_, findings_);
    check_units();
    check_pairs();
  }

 private:
  void check_target() {
    const bool aims = rule_.measure != "qualitative" && rule_.direction != "none";
    const bool any = targets_.life || !targets_.by_period.empty() || !targets_.to_date.empty();
    if (!targets_.places_without.empty())
      tell_without("indicator {} has targets of places; where {} has none, the whole has none",
                   targets_.places_without, "add a row for each of them, or one without a place");
    else if (!targets_.groups_without.empty())
      tell_without("indicator {} has targets of groups; where {} has none, the whole has none",
                   targets_.groups_without, "add a row for each of them, or one for all");
    else if (aims && !any && !targets_.in_parts)
      findings_.add_at_last({"I-01", Severity::error, fmt::format("indicator {} has no target", rule_.id),
                             about(rule_), "add a row for it to the table of targets"},
                            rule_.baseline.evidence);
    if (figures_.why_no_share != "target_above_baseline") return;
    findings_.add_at_last(
        {"I-02", Severity::error,
         fmt::format("indicator {}: less is better, but the target {} is above the baseline {}", rule_.id,
                     shown(*figures_.target.value), shown(*rule_.baseline.value)),
         about(rule_), "correct one of them, or the direction; until then there is no achievement"},
        rule_.baseline.evidence);
  }

  void tell_without(fmt::string_view sentence, const std::set<std::string>& without, std::string hint) {
    const std::string lacking = fmt::format("{}", fmt::join(without, ", "));
    findings_.add_at_last({"I-01", Severity::error, fmt::format(fmt::runtime(sentence), rule_.id, lacking),
                           about(rule_), std::move(hint)},
                          rule_.baseline.evidence);
  }

  void check_missing() {
    std::vector<Period> missing;
    for (const ReportingUnit& unit : ended_units(rule_, totals_, frame_.period, frame_))
      if (!unit.reported && !unit.noted && std::min(unit.whole.last, frame_.period.last) <= frame_.as_of)
        missing.push_back(unit.whole);
    if (missing.empty()) return;
    const std::string units = units_text(missing);
    const bool one = missing.size() == 1;
    findings_.add_at_last(
        {"I-04", Severity::error,
         one ? fmt::format("indicator {} has no value for {}", rule_.id, units)
             : fmt::format("indicator {} has no value for {} periods: {}", rule_.id, missing.size(), units),
         one ? about(rule_, missing.front()) : about(rule_, frame_.period, units),
         "enter it, or say in a note why there is none"},
        rule_.baseline.evidence);
  }

  /// Growth across a missing cumulative value belongs to no single period.
  void check_gap() {
    const std::optional<Period>& gap = figures_.gap_before;
    if (!gap) return;
    const bool noted = std::any_of(totals_.begin(), totals_.end(), [&](const Reported& report) {
      return report.silent && overlaps(report.period, *gap);
    });
    if (noted) return;
    findings_.add_at_last(
        {"I-04", Severity::error,
         fmt::format("indicator {} has no value for {}; what is new in {} cannot be told without it",
                     rule_.id, period_text(*gap), period_text(frame_.period)),
         about(rule_, *gap), "enter it, or say in a note why there is none"},
        figures_.to_date.evidence);
  }

  void check_undated() {
    const std::vector<EvidenceId>& records = figures_.undated;
    if (records.empty()) return;
    FindingKey key = about(rule_);
    key.subject += ";undated";
    key.value = std::to_string(records.size());
    findings_.add(
        {"I-04", Severity::error,
         records.size() == 1
             ? fmt::format("indicator {}: a record cannot be placed in time and is in no figure", rule_.id)
             : fmt::format("indicator {}: {} records cannot be placed in time and are in no figure", rule_.id,
                           records.size()),
         std::move(key), "correct its date or period in the source"},
        records);
  }

  /// People of unknown group, and people whom nobody divided into groups as usual.
  void check_breakdown() {
    const std::optional<Decimal>& total = figures_.period_actual.value;
    const bool adds_up = rule_.agg_time == "sum" && rule_.agg_space == "sum" && !rule_.overlap;
    if (!adds_up || !total || *total <= Decimal(0)) return;
    struct Divided {
      Decimal known, unknown;
    };
    std::map<std::string, Divided> people;
    for (const PartFigures& part : figures_.parts) {
      if (part.slice.size() != 1 || !part.period_actual.value) continue;
      const Category& category = part.slice.front();
      Divided& divided = people[category.dimension];
      (category.unknown() ? divided.unknown : divided.known) += *part.period_actual.value;
    }
    for (const std::string& dimension : usual_dimensions()) people[dimension];
    for (const auto& [dimension, divided] : people) {
      const Decimal missing = *total - divided.known - divided.unknown;
      if (missing > Decimal(0) && !contradicted()) tell_incomplete(dimension, missing, "is not reported for");
      if (divided.unknown * Decimal(100) > *total * Decimal(most_unknown_percent))
        tell_incomplete(dimension, divided.unknown, "is unknown for");
    }
  }

  /// Those by which half of the other values or more are divided.
  [[nodiscard]] std::vector<std::string> usual_dimensions() const {
    const auto counts = [&](const Reported& report) {
      return report.value && !report.opening && !overlaps(report.period, frame_.period);
    };
    std::map<std::string, std::set<Period>> divided;
    for (const auto& [slice, reports] : slices_)
      for (const Reported& report : reports)
        if (slice.size() == 1 && counts(report)) divided[slice.front().dimension].insert(report.period);
    const auto others = std::size_t(std::count_if(totals_.begin(), totals_.end(), counts));
    std::vector<std::string> usual;
    for (const auto& [dimension, periods] : divided)
      if (2 * periods.size() >= others) usual.push_back(dimension);
    return usual;
  }

  /// Where parts and total differ (I-05), the rest is no group of people.
  [[nodiscard]] bool contradicted() const {
    const std::string subject = about(rule_).subject + ";";
    return std::any_of(context_.diagnostics.all().begin(), context_.diagnostics.all().end(),
                       [&](const Diagnostic& finding) {
                         return finding.id == "I-05" && finding.subject.starts_with(subject);
                       });
  }

  void tell_incomplete(const std::string& dimension, const Decimal& people, const char* how) {
    const std::string total = shown(*figures_.period_actual.value);
    FindingKey key = about(rule_, frame_.period, shown(people) + " / " + total);
    key.subject += ";by=" + dimension;
    findings_.add_at_last({"I-06", Severity::warning,
                           fmt::format("indicator {} in {}: {} {} {} of {}", rule_.id,
                                       period_text(frame_.period), dimension, how, shown(people), total),
                           std::move(key), "ask for it, or say in an explanation why it is not known"},
                          figures_.period_actual.evidence);
  }

  void check_cumulative() {
    if (!rule_.cumulative || rule_.agg_time == "ratio") return;
    for (std::size_t i = 1; i < totals_.size(); ++i) {
      const Reported& now = totals_[i];
      const Reported& then = totals_[i - 1];
      if (!now.value || !then.value || *now.value >= *then.value) continue;
      if (now.period.last > frame_.period.last) continue;
      const std::string before = then.value->to_string();
      const std::string after = now.value->to_string();
      findings_.add({"I-07", Severity::error,
                     fmt::format("indicator {}: the cumulative value fell from {} to {} in {}", rule_.id,
                                 before, after, period_text(now.period)),
                     about(rule_, now.period, before + " / " + after),
                     "a cumulative value counts from the project's start and cannot fall"},
                    now.evidence);
    }
  }

  /// The total to date that a record gives itself is the one that its own values make: the total before,
  /// and what is new.
  void check_stated() {
    const Reported* before = nullptr;
    for (std::size_t i = 0; i < totals_.size(); ++i) {
      const Reported& report = totals_[i];
      if (!report.stated || report.period.last > frame_.period.last) continue;
      const bool adds = rule_.agg_time == "sum" && !rule_.cumulative && before != nullptr && report.value &&
                        before == &totals_[i - 1];
      const Quantity made = adds ? Quantity{*before->stated + *report.value, Mark::none, 0, 1, false}
                                 : value_to_date(rule_, totals_, report.period.last, context_.merged.evidence,
                                                 frame_.project_start);
      before = &report;
      if (!made.value || *made.value == *report.stated) continue;
      findings_.add(
          {"I-20", Severity::error,
           fmt::format("indicator {}: the values up to {} make {}, the record says {}", rule_.id,
                       period_text(report.period), made.value->to_string(), report.stated->to_string()),
           about(rule_, report.period, report.stated->to_string()),
           "correct one of them, or add an opening balance for what came before"},
          report.evidence);
    }
  }

  void check_deviation() {
    if (!figures_.off_target || !figures_.notes.empty()) return;
    const std::string actual = figures_.due_actual.value->to_string();
    const std::string target = figures_.due_target.value->to_string();
    const std::string when = period_text(*figures_.due_scope);
    const std::optional<Decimal>& off = figures_.deviation.value;
    findings_.add_at_last(
        {"I-11", Severity::error,
         off ? fmt::format("indicator {} deviates by {}% from its target for {} without an explanation",
                           rule_.id, (*off * Decimal(100)).round_half_up(1).to_string(), when)
             : fmt::format("indicator {} has {} for {}, where its target is 0, without an explanation",
                           rule_.id, actual, when),
         about(rule_, frame_.period, actual + " / " + target),
         "write the reason into the column mapped to note, or into the workbook of kvali check --to"},
        figures_.due_actual.evidence);
  }

  /// Planned, and reported as reached?
  void check_too_exact() {
    if (rule_.measure == "milestone" || rule_.measure == "ordinal" || rule_.cumulative) return;
    std::vector<Period> equal;
    for (const auto& [scope, target] : targets_.by_period) {
      if (scope.last > frame_.period.last) break;
      const auto same = std::find_if(totals_.begin(), totals_.end(),
                                     [due = scope](const Reported& report) { return report.period == due; });
      const bool exact = same != totals_.end() && same->value && *same->value == *target.value;
      if (!exact || *target.value < Decimal(smallest_suspicious))
        equal.clear();
      else
        equal.push_back(scope);
    }
    if (equal.size() < too_many_equal || !contains(frame_.period, equal.back().last)) return;
    findings_.add_at_last(
        {"I-12", Severity::warning,
         fmt::format("indicator {} equals its target exactly in {} consecutive periods, {} to {}", rule_.id,
                     equal.size(), period_text(equal.front()), period_text(equal.back())),
         about(rule_, frame_.period, std::to_string(equal.size())),
         "look whether the plan was entered as what was achieved"},
        figures_.period_actual.evidence);
  }

  /// A value of the period many times what is usual: perhaps a digit too many.
  void check_outlier() {
    if (rule_.cumulative || rule_.measure == "percent" || rule_.measure == "milestone") return;
    std::vector<Decimal> values;
    for (const Reported& report : totals_)
      if (report.value && !report.opening && report.period.last <= frame_.period.last)
        values.push_back(*report.value);
    if (values.size() <= fewest_for_median) return;
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    const Decimal median = values[values.size() / 2];
    if (median <= Decimal(0)) return;
    for (const Reported& report : totals_) {
      if (!report.value || report.opening || !contains(frame_.period, report.period)) continue;
      if (*report.value <= median * Decimal(outlier_factor) || *report.value < Decimal(smallest_suspicious))
        continue;
      findings_.add(
          {"I-13", Severity::warning,
           fmt::format("indicator {} in {}: {} is more than {} times the median of {}", rule_.id,
                       period_text(report.period), shown(*report.value), outlier_factor, shown(median)),
           about(rule_, report.period, report.value->to_string()),
           "look for a digit too many; a month that was so good wants a word"},
          report.evidence);
    }
  }

  /// Fractions beside percentages: 0.45 and 45 of one indicator.
  void check_units() {
    if (rule_.measure != "percent") return;
    const Reported* fraction = nullptr;
    const Reported* points = nullptr;
    for (const Reported& report : totals_) {
      if (!report.value || has_halves(report) || *report.value <= Decimal(0)) continue;
      (*report.value < Decimal(1) ? fraction : points) = &report;
    }
    if (fraction == nullptr || points == nullptr) return;
    findings_.add(
        {"I-22", Severity::warning,
         fmt::format("indicator {}: {} in {} looks like a fraction, {} in {} like a percentage", rule_.id,
                     fraction->value->to_string(), period_text(fraction->period), points->value->to_string(),
                     period_text(points->period)),
         about(rule_, fraction->period, fraction->value->to_string()), "write all of them in per cent"},
        fraction->evidence);
  }

  /// A percentage alone cannot be added to months of which both halves are known.
  void check_pairs() {
    if (rule_.agg_time != "ratio") return;
    if (std::none_of(totals_.begin(), totals_.end(), has_halves)) return;
    for (const Reported& report : totals_) {
      if (!report.value || has_halves(report) || report.opening || !contains(frame_.period, report.period))
        continue;
      findings_.add(
          {"I-10", Severity::error,
           fmt::format("indicator {} in {}: {} has no numerator and denominator and is in no total over time",
                       rule_.id, period_text(report.period), shown(*report.value)),
           about(rule_, report.period, report.value->to_string()),
           "map num and den, so that they can be added up"},
          report.evidence);
    }
  }

  const IndicatorFigures& figures_;
  const IndicatorRule& rule_;
  const Reports& totals_;
  const std::map<Slice, Reports>& slices_;
  const Targets& targets_;
  const CheckContext& context_;
  const Frame& frame_;
  IndicatorFindings findings_;
};

}  // namespace

void check_indicator(const IndicatorFigures& figures, const IndicatorReports& reports, const Targets& targets,
                     const CheckContext& context) {
  IndicatorChecks(figures, reports, targets, context).run();
}

}  // namespace kvali
