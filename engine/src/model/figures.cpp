#include "model/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/across_time.hpp"
#include "model/figure_bounds.hpp"
#include "model/indicator_checks.hpp"
#include "model/indicator_findings.hpp"
#include "model/list_order.hpp"
#include "model/natural_order.hpp"
#include "model/open_values.hpp"
#include "model/reporting_units.hpp"
#include "model/undated_records.hpp"

namespace kvali {

namespace {

/// More indicators are counted, not named.
constexpr std::size_t most_named = 5;

class FigureRun {
 public:
  FigureRun(Workspace& merged, const Frame& frame, Diagnostics& diagnostics)
      : merged_(merged),
        evidence_(merged.evidence),
        frame_(frame),
        diagnostics_(diagnostics),
        undated_(merged),
        open_(merged) {}

  Figures run() {
    const Table* table = merged_.find("indicator");
    if (table == nullptr) return std::move(figures_);
    std::vector<IndicatorRule> rules;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      rules.push_back(indicator_rule(*table, row));
      rules.back().by_end_date = frame_.by_end_date;
    }
    check_rules(*table, rules, merged_.evidence, diagnostics_);
    figures_.targets = read_targets(rules, merged_, frame_, diagnostics_);
    const auto observations = std::make_shared<const Observations>(
        rules, merged_, ObservationTime{frame_.project_start, frame_.project_end, frame_.as_of, due_until()});
    for (std::size_t row = 0; row < rules.size(); ++row)
      compute(row, rules[row], observations->read(row, evidence_, diagnostics_));
    tell_left_out(rules, *observations);
    figures_.observations = observations;
    check_unique(figures_, evidence_, frame_, diagnostics_);
    sort_as_listed(*table);
    return std::move(figures_);
  }

 private:
  /// With the project everything has ended.
  [[nodiscard]] Date due_until() const {
    const Date day = std::min(frame_.period.last, frame_.as_of);
    return frame_.project_end && *frame_.project_end <= day ? last_date : day;
  }

  /// I-26, once for all indicators.
  void tell_left_out(const std::vector<IndicatorRule>& rules, const Observations& observations) {
    std::vector<EvidenceId> records;
    std::vector<std::string> ids;
    for (std::size_t row = 0; row < rules.size(); ++row) {
      const std::vector<EvidenceId> later = observations.left_out(row);
      if (later.empty()) continue;
      records.insert(records.end(), later.begin(), later.end());
      ids.push_back(rules[row].id);
    }
    if (records.empty()) return;
    const std::string day = iso_text(frame_.as_of);
    const std::string which = ids.size() > most_named ? fmt::format("{} indicators", ids.size())
                                                      : fmt::format("{}", fmt::join(ids, ", "));
    IndicatorFindings(evidence_, diagnostics_)
        .add({"I-26",
              Severity::info,
              fmt::format("values after {}, the day the data stand at, are left out: {} ({})", day,
                          records.size(), which),
              {"observation;later", day + " / " + std::to_string(records.size())},
              "nothing, if they belong into a later report; else correct their dates, or set --as-of"},
             records);
  }

  void compute(std::size_t row, const IndicatorRule& rule, IndicatorReports reports) {
    const Targets& targets = figures_.targets.targets(rule.id);
    IndicatorFigures out;
    out.row = row;
    out.rule = rule;
    add_values(out, reports.totals);
    add_targets(out, reports.totals, targets);
    leave_open(out);
    look_back(out, reports.totals);
    out.of_period = coverage_of(ended_units(rule, reports.totals, frame_.period, frame_));
    const auto so_far = units_of_total(rule, reports.totals, project_so_far(reports.totals), frame_);
    out.of_project = coverage_of(so_far);
    for (const ReportingUnit& unit : so_far)
      if (!unit.reported) out.gaps.push_back(unit.whole);
    mark_past(out, reports.totals);
    out.status_key = status_of(out);
    add_parts(out, reports);
    out.undated = undated_.of(rule.id);
    check_indicator(out, reports, targets, {merged_, frame_, diagnostics_});
    if (!out.undated.empty()) mark_incomplete(out);
    mark_parts(out, reports.lacking);
    figures_.totals.insert_or_assign(rule.id, std::move(reports.totals));
    figures_.indicators.push_back(std::move(out));
  }

  /// Months may be missing in the year and in the period before as well.
  void mark_past(IndicatorFigures& out, const Reports& totals) const {
    const auto mark = [&](Quantity& figure, const std::optional<Period>& span) {
      if (span && is_partial(out.rule, coverage_of(units_of_total(out.rule, totals, *span, frame_))))
        mark_bound(figure);
    };
    mark(out.year_to_date, frame_.year_to_date());
    mark(out.previous, previous(frame_.period, frame_.fiscal));
  }

  /// What grows with every record is at least what the others make.
  static void mark_incomplete(IndicatorFigures& out) {
    if (!grows(out.rule)) return;
    // The growth of a cumulative value may be less as well.
    if (!out.rule.cumulative)
      for (Quantity* figure : {&out.period_actual, &out.previous, &out.year_to_date, &out.due_actual})
        mark_bound(*figure);
    mark_bound(out.to_date);
    if (out.rule.direction == "down") return;
    for (Quantity* share : {&out.share, &out.adjusted}) mark_bound(*share);
  }

  /// What a total lacks, some of its categories lack, and nobody knows which.  Places lack what is theirs,
  /// and what nobody has.
  void mark_parts(IndicatorFigures& out, const std::map<std::string, std::vector<Period>>& lacking) const {
    const bool undated = !out.undated.empty();
    const bool whole = !out.rule.overlap || undated;  // Else each part knows of its own partners.
    for (PartFigures& part : out.parts) {
      const bool category = !part.slice.empty();
      const auto own = lacking.find(part.place);
      const auto lacks = [&](const Period& span) {
        return !category && own != lacking.end() &&
               std::any_of(own->second.begin(), own->second.end(),
                           [&](const Period& unit) { return contains(span, unit); });
      };
      const auto bound = [&](const Quantity& total, const Coverage& coverage, const Period& span) {
        return is_partial(out.rule, coverage) || (total.at_least && (category ? whole : undated)) ||
               lacks(span);
      };
      if (bound(out.period_actual, out.of_period, frame_.period)) mark_bound(part.period_actual);
      if (bound(out.to_date, out.of_project, {first_date, frame_.period.last})) mark_bound(part.to_date);
    }
  }

  [[nodiscard]] Quantity in(const IndicatorRule& rule, const Reports& reports, const Period& period) {
    return value_in(rule, reports, period, frame_.project_start, evidence_);
  }
  [[nodiscard]] Quantity to_date(const IndicatorRule& rule, const Reports& reports) {
    return value_to_date(rule, reports, frame_.period.last, evidence_, frame_.project_start);
  }

  void add_values(IndicatorFigures& out, const Reports& totals) {
    out.period_actual = in(out.rule, totals, frame_.period);
    out.to_date = to_date(out.rule, totals);
    const auto before = previous(frame_.period, frame_.fiscal);
    const bool running = before && frame_.within_project(*before);
    out.previous = running ? in(out.rule, totals, *before) : no_quantity(Mark::not_applicable);
    out.year_to_date = in(out.rule, totals, frame_.year_to_date());
    out.gap_before = gap_before(out, totals);
  }

  [[nodiscard]] std::optional<Period> gap_before(const IndicatorFigures& out, const Reports& totals) const {
    if (!out.rule.counts_from_start() || out.period_actual.value) return {};
    const Reported* last = last_until(totals, frame_.period.last);
    if (last == nullptr || last->opening || last->apart) return {};
    if (last->period.last < frame_.period.first) return {};
    return period_around(frame_.period.first - std::chrono::days{1}, out.rule.frequency, frame_.fiscal);
  }

  void add_targets(IndicatorFigures& out, const Reports& totals, const Targets& targets) {
    const IndicatorRule& rule = out.rule;
    out.period_target = target_for(rule, targets, frame_.period, frame_, evidence_);
    out.target = life_target(targets, frame_);
    out.target_to_date = target_to_date(rule, targets, frame_.period.last, frame_, evidence_);
    out.share = achievement(rule, out.to_date, out.target, evidence_);
    out.why_no_share = why_no_achievement(rule, out.to_date, out.target);
    out.adjusted = achievement(rule, out.to_date, out.target, evidence_, true);
    out.deviation = no_quantity(Mark::not_applicable);
    if (frame_.project_start && frame_.project_end && *frame_.project_start < *frame_.project_end)
      out.elapsed = elapsed_share({*frame_.project_start, *frame_.project_end}, frame_.period.last);
    const auto due = due_target(rule, targets, frame_, evidence_);
    out.due_actual = out.due_target = no_quantity(Mark::not_applicable);
    const Period judged = due ? due->scope : frame_.period;
    for (const Reported& report : totals)
      if (contains(judged, report.period) && overlaps(report.period, frame_.period))
        out.notes.insert(out.notes.end(), report.notes.begin(), report.notes.end());
    if (!due) return;
    out.due_scope = due->scope;
    out.due_target = due->target;
    out.due_actual = in(rule, totals, due->scope);
    out.deviation = deviation(out.due_actual, out.due_target, evidence_);
    out.off_target = is_off_target(out);
  }

  /// Of a target of nothing there is no share: any other value is off it.
  [[nodiscard]] bool is_off_target(const IndicatorFigures& out) const {
    if (out.deviation.value) return band_of(*out.deviation.value, frame_.band_percent) != 0;
    const bool none_planned = out.due_target.value && out.due_target.value->is_zero();
    return none_planned && out.due_actual.value && !out.due_actual.value->is_zero();
  }

  [[nodiscard]] bool any_open(std::initializer_list<const Quantity*> figures) const {
    return std::any_of(figures.begin(), figures.end(),
                       [&](const Quantity* figure) { return open_.concern(figure->evidence); });
  }

  /// Where nothing decides between two numbers, nothing that follows from one of them is said.
  void leave_open(IndicatorFigures& out) {
    if (open_.empty()) return;
    out.open = any_open({&out.period_actual, &out.to_date, &out.target, &out.period_target, &out.due_actual,
                         &out.due_target, &out.target_to_date, &out.rule.baseline});
    if (!out.open) return;
    out.share = out.adjusted = out.deviation = no_quantity(Mark::not_applicable);
    out.why_no_share = "open";
    out.off_target = false;
  }

  /// What is behind the total to date: opening balance, texts, the day of the last value.
  void look_back(IndicatorFigures& out, const Reports& reports) const {
    for (const Reported& report : reports) {
      if (report.period.last > frame_.period.last) continue;
      out.texts.insert(out.texts.end(), report.texts.begin(), report.texts.end());
      const bool known = report.value || has_halves(report) || report.apart;
      out.apart = out.apart || report.apart;
      if (!report.opening && contains(frame_.period, report.period))
        out.together = std::max(out.together, report.together);
      if (known || !report.texts.empty())
        out.last_value = std::max(report.period.last, out.last_value.value_or(report.period.last));
      if (report.opening && known) {
        out.opening = value_to_date(out.rule, {report}, report.period.last, evidence_);
        out.opening_as_of = report.period.last;
      }
      const bool done = out.rule.measure == "milestone" && report.value && *report.value >= Decimal(1);
      if (done && !out.done_on) out.done_on = report.period.last;
    }
    // Where the total is known its parts are not all that is.
    out.apart = out.apart && !(out.period_actual.value && out.to_date.value);
    if (out.rule.measure != "qualitative" || out.texts.empty()) return;
    // What is told in words has no figure, and lacks none.
    if (!out.to_date.value) out.to_date.mark = Mark::not_applicable;
    if (!out.period_actual.value) out.period_actual.mark = Mark::not_applicable;
  }

  [[nodiscard]] Period project_so_far(const Reports& reports) const {
    const Date first = reports.empty() ? frame_.period.first : reports.front().period.first;
    return {std::min(frame_.project_start.value_or(first), frame_.period.last), frame_.period.last};
  }

  [[nodiscard]] std::string status_of(const IndicatorFigures& out) const {
    if (out.rule.measure == "qualitative") return out.texts.empty() ? "no_data" : "no_target";
    if (out.open) return "open";
    // What has no total over time may still be held against the target that fell due.
    if (!out.to_date.value && !out.due_actual.value) return out.last_value ? "no_total" : "no_data";
    if (out.done_on) return "achieved";
    if (out.share.value && *out.share.value >= Decimal(1)) return "achieved";
    const bool less_is_better = out.rule.direction == "down";
    const auto judge = [&](const Decimal& off, bool reversed) {
      return std::string(status_in_band(band_of(off, frame_.band_percent, reversed)));
    };
    if (out.deviation.value) return judge(*out.deviation.value, less_is_better);
    if (out.due_target.value && out.due_target.value->is_zero() && out.due_actual.value)
      return !out.off_target ? "on_track" : less_is_better ? "off_track" : "ahead";
    // Nothing fell due in the period: what should have been reached by now counts, else the time that has
    // passed.
    if (const Quantity now = deviation(out.to_date, out.target_to_date, evidence_); now.value)
      return judge(*now.value, less_is_better);
    // A level does not grow with time: without a baseline to count from, it is held against the target.
    const bool level = out.rule.agg_time == "avg" || out.rule.agg_time == "ratio";
    if (level && (!out.rule.baseline.value || out.rule.baseline.value->is_zero())) {
      const Quantity off = deviation(out.to_date, out.target, evidence_);
      return off.value ? judge(*off.value, less_is_better) : "no_target";
    }
    const Quantity& share = level ? out.adjusted : out.share;
    if (share.value && out.elapsed)
      if (const auto pace = divide(*share.value - *out.elapsed, *out.elapsed)) return judge(*pace, false);
    return "no_target";
  }

  void add_parts(IndicatorFigures& out, const IndicatorReports& reports) {
    for (const auto& [slice, values] : reports.slices)
      add_part({slice, {}, in(out.rule, values, frame_.period), to_date(out.rule, values), false, {}, {}},
               out);
    for (const auto& [place, values] : reports.places)
      if (!place.empty())
        add_part({{}, place, in(out.rule, values, frame_.period), to_date(out.rule, values), false, {}, {}},
                 out);
  }

  void add_part(PartFigures part, IndicatorFigures& out) const {
    part.open = out.open && any_open({&part.period_actual, &part.to_date});
    const Targets& targets = figures_.targets.targets(out.rule.id, {part.slice, part.place});
    part.period_target = target_for(out.rule, targets, frame_.period, frame_, evidence_);
    part.target = life_target(targets, frame_);
    out.parts.push_back(std::move(part));
  }

  /// Codes have an order of their own; names are listed in the order in which their list puts them.
  void sort_as_listed(const Table& table) {
    const auto code = [&](const IndicatorFigures& f) {
      const std::string text = canonical_text(table.scalar("code", f.row));
      return text.empty() ? f.rule.id : text;
    };
    const auto has_digit = [&](const IndicatorFigures& f) {
      return code(f).find_first_of("0123456789") != std::string::npos;
    };
    std::vector<std::int64_t> rows;
    if (!std::all_of(figures_.indicators.begin(), figures_.indicators.end(), has_digit))
      rows = rows_in_one_list(table, evidence_);
    std::stable_sort(figures_.indicators.begin(), figures_.indicators.end(),
                     [&](const IndicatorFigures& a, const IndicatorFigures& b) {
                       return rows.empty() ? natural_less(code(a), code(b)) : rows[a.row] < rows[b.row];
                     });
  }

  Workspace& merged_;
  Evidence& evidence_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
  UndatedRecords undated_;
  OpenValues open_;
  Figures figures_;
};

}  // namespace

Figures compute_figures(Workspace& merged, const Frame& frame, Diagnostics& diagnostics) {
  return FigureRun(merged, frame, diagnostics).run();
}

IndicatorReports Figures::reports_of(const IndicatorFigures& indicator, const Evidence& evidence) const {
  if (observations == nullptr) return {};
  Diagnostics told_before;
  return observations->read(indicator.row, evidence, told_before);
}

}  // namespace kvali
