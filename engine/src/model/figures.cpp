#include "model/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kvali {

namespace {

std::string text_or(const Table& table, std::string_view column, std::size_t row,
                    const std::string& fallback) {
  const std::string text = canonical_text(table.scalar(column, row));
  return text.empty() ? fallback : text;
}

PeriodKind frequency_of(const std::string& word) {
  if (word == "quarter") return PeriodKind::quarter;
  if (word == "half") return PeriodKind::half;
  if (word == "year") return PeriodKind::year;
  return PeriodKind::month;
}

std::optional<Decimal> number(const Table& table, std::string_view name, std::size_t row) {
  const Column* column = table.find(name);
  return column == nullptr || column->missing(row) ? std::nullopt : std::optional(column->decimal(row));
}

std::string usual_agg_time(const std::string& measure) {
  if (measure == "percent" || measure == "ratio") return "ratio";
  if (measure == "milestone") return "max";  // Once reached it stays reached.
  return measure == "qualitative" || measure == "ordinal" ? "latest" : "sum";
}

IndicatorRule rule_of(const Table& table, std::size_t row) {
  IndicatorRule rule;
  rule.id = canonical_text(table.scalar("indicator_id", row));
  rule.measure = text_or(table, "measure", row, "unit");
  rule.direction = text_or(table, "direction", row, "up");
  rule.agg_time = text_or(table, "agg_time", row, usual_agg_time(rule.measure));
  // The same person may have come to two places.
  rule.agg_space = text_or(table, "agg_space", row, rule.agg_time == "distinct" ? "none" : "sum");
  rule.cumulative = text_or(table, "value_kind", row, "period") == "cumulative";
  rule.overlap = text_or(table, "overlap", row, "none") == "possible";
  if (const Scalar decimals = table.scalar("decimals", row); !is_missing(decimals))
    rule.decimals = static_cast<int>(std::get<std::int64_t>(decimals));
  rule.frequency = frequency_of(text_or(table, "frequency", row, "month"));
  rule.baseline.value = number(table, "baseline", row);
  rule.baseline.evidence = table.row_evidence[row];
  return rule;
}

/// A target as one number: its value, or num/den by the indicator's rule.
Quantity target_quantity(const IndicatorRule& rule, const Table& table, std::size_t row) {
  Quantity quantity;
  quantity.value = number(table, "value", row);
  const auto num = number(table, "num", row);
  const auto den = number(table, "den", row);
  if (!quantity.value && num && den) {
    quantity.value = divide(*num, *den);
    if (quantity.value && rule.measure == "percent") quantity.value = multiply(*quantity.value, Decimal(100));
  }
  quantity.evidence = table.row_evidence[row];
  return quantity;
}

/// What falls due in each period of cumulative targets: the growth since the one before.  The first one
/// is a step only if its period begins with the project; else nobody knows what was due before.
void add_steps(const std::map<Period, Quantity>& cumulative, std::optional<Date> project_start,
               Evidence& evidence, Targets& targets) {
  const Quantity* before = nullptr;
  for (const auto& [scope, quantity] : cumulative) {
    Quantity step = quantity;
    if (before != nullptr) {
      const EvidenceId both[] = {before->evidence, quantity.evidence};
      step.value = *quantity.value - *before->value;
      step.evidence = evidence.join(both);
    }
    const bool from_start = !project_start || scope.first <= *project_start;
    if (before != nullptr || from_start) targets.by_period.emplace(scope, step);
    before = &quantity;
  }
}

/// The targets in force on the day the data stand at.
class TargetReader {
 public:
  TargetReader(const std::vector<IndicatorRule>& rules, Workspace& merged, const Frame& frame,
               Figures& figures, Diagnostics& diagnostics)
      : rules_(rules), merged_(merged), frame_(frame), figures_(figures), diagnostics_(diagnostics) {}

  void read() {
    const Table* table = merged_.find("target");
    if (table == nullptr || table->rows() == 0) return;
    const auto key = [&](std::size_t row) {
      std::string text;
      for (const char* field : {"indicator", "scope_first", "scope_last", "loc", "disagg"})
        text += canonical_text(table->scalar(field, row)) + '\x1f';
      return text;
    };
    const auto describe = [&](std::size_t row) {
      const Period scope = scope_of(*table, row);
      return fmt::format("the target of indicator {} for {}", table->at("indicator").text(row),
                         is_life(scope) ? std::string("the project") : period_text(scope));
    };
    for (const auto& [text, versions] :
         versions_of(merged_, *table, frame_.as_of, key, describe, diagnostics_))
      if (versions.valid) add(*table, versions);
    for (const auto& [id, by_scope] : cumulative_)
      add_steps(by_scope, frame_.project_start, merged_.evidence, figures_.targets[id]);
  }

 private:
  static Period scope_of(const Table& table, std::size_t row) {
    return {table.at("scope_first").date(row), table.at("scope_last").date(row)};
  }
  static bool is_life(const Period& scope) { return scope.first == first_date && scope.last == last_date; }

  void add(const Table& table, const Versions& versions) {
    const std::size_t row = versions.in_force()->row;
    if (!is_missing(table.scalar("disagg", row)) || !is_missing(table.scalar("loc", row))) return;
    const std::string id(table.at("indicator").text(row));
    const auto rule =
        std::find_if(rules_.begin(), rules_.end(), [&](const IndicatorRule& r) { return r.id == id; });
    if (rule == rules_.end()) return;
    const Quantity quantity = target_quantity(*rule, table, row);
    if (!quantity.value) return;
    const Period scope = scope_of(table, row);
    note_changes(table, *rule, versions);
    Targets& targets = figures_.targets[id];
    if (is_life(scope))
      targets.life = quantity;
    else if (canonical_text(table.scalar("kind", row)) == "cumulative" && rule->agg_time == "sum")
      cumulative_[id][scope] = quantity;
    else
      targets.by_period[scope] = quantity;
  }

  void note_changes(const Table& table, const IndicatorRule& rule, const Versions& versions) {
    for (std::size_t i = 1; i <= *versions.valid; ++i) {
      const Quantity before = target_quantity(rule, table, versions.all[i - 1].row);
      const Quantity after = target_quantity(rule, table, versions.all[i].row);
      if (before.value && after.value && *before.value != *after.value)
        figures_.target_changes.push_back(
            {rule.id, scope_of(table, versions.all[i].row), before, after, versions.all[i]});
    }
  }

  const std::vector<IndicatorRule>& rules_;
  Workspace& merged_;
  const Frame& frame_;
  Figures& figures_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::map<Period, Quantity>> cumulative_;
};

/// The target that falls due in `period`: its own, else the sum of the parts' where they cover it.
Quantity target_for(const IndicatorRule& rule, const Targets& targets, const Period& period,
                    Evidence& evidence) {
  Quantity none;
  none.mark = Mark::not_applicable;
  if (const auto it = targets.by_period.find(period); it != targets.by_period.end()) return it->second;
  if (rule.agg_time == "latest" || rule.agg_time == "max") {
    // Of a stock the last target that falls due in the period counts.
    const Quantity* last = nullptr;
    for (const auto& [scope, quantity] : targets.by_period)
      if (scope.last == period.last && contains(period, scope)) last = &quantity;
    return last != nullptr ? *last : none;
  }
  if (rule.agg_time != "sum") return none;
  Decimal total;
  std::vector<EvidenceId> ids;
  Date next = period.first;
  for (const auto& [scope, quantity] : targets.by_period) {
    if (scope.first != next || scope.last > period.last) continue;
    total = total + *quantity.value;
    ids.push_back(quantity.evidence);
    next = scope.last + std::chrono::days{1};
  }
  if (ids.empty() || next <= period.last) return none;
  return {total, Mark::none, evidence.join(ids)};
}

/// -1 behind, 0 inside, 1 beyond the band, -2 far behind; for "down" less is better.
int band_of(const Decimal& deviation, const std::string& direction) {
  const Decimal percent = (direction == "down" ? -deviation : deviation) * Decimal(100);
  if (percent < Decimal(-off_track_percent)) return -2;
  if (percent < Decimal(-band_percent)) return -1;
  return percent > Decimal(band_percent) ? 1 : 0;
}

/// What nobody could know on the day the data stand at.
void forget_after(IndicatorReports& reports, Date as_of) {
  const auto later = [&](const Reported& report) { return report.period.first > as_of; };
  std::erase_if(reports.totals, later);
  for (auto& [dimension, categories] : reports.categories)
    for (auto& [category, values] : categories) std::erase_if(values, later);
  for (auto& [place, values] : reports.places) std::erase_if(values, later);
}

class FigureRun {
 public:
  FigureRun(Workspace& merged, const Frame& frame, Diagnostics& diagnostics)
      : merged_(merged), frame_(frame), diagnostics_(diagnostics) {}

  Figures run() {
    const Table* table = merged_.find("indicator");
    if (table == nullptr) return std::move(figures_);
    std::vector<IndicatorRule> rules;
    for (std::size_t row = 0; row < table->rows(); ++row) rules.push_back(rule_of(*table, row));
    figures_.reports = read_observations(rules, merged_, diagnostics_, frame_.project_start);
    for (auto& [id, reports] : figures_.reports) forget_after(reports, frame_.as_of);
    TargetReader(rules, merged_, frame_, figures_, diagnostics_).read();
    for (std::size_t row = 0; row < rules.size(); ++row) compute(row, rules[row]);
    sort_by_code(*table);
    return std::move(figures_);
  }

 private:
  void compute(std::size_t row, const IndicatorRule& rule) {
    Evidence& evidence = merged_.evidence;
    const Reports& reports = figures_.reports[rule.id].totals;
    const Targets& targets = figures_.targets[rule.id];
    IndicatorFigures out;
    out.row = row;
    out.rule = rule;
    out.period_actual = value_in(rule, reports, frame_.period, frame_.project_start, evidence);
    out.to_date = value_to_date(rule, reports, frame_.period.last, evidence, frame_.project_start);
    out.period_target = target_for(rule, targets, frame_.period, evidence);
    out.target = targets.life.value_or(out.target);
    out.share = achievement(rule, out.to_date, out.target, evidence);
    out.adjusted = achievement(rule, out.to_date, out.target, evidence, true);
    out.deviation = deviation(out.period_actual, out.period_target, evidence);
    out.notes = notes_on(reports);
    look_back(out, reports);
    count_units(out, reports);
    out.status_key = status_of(out);
    check(out, reports, targets);
    figures_.indicators.push_back(std::move(out));
  }

  std::vector<std::size_t> notes_on(const Reports& reports) const {
    std::vector<std::size_t> rows;
    for (const Reported& report : reports)
      if (contains(frame_.period, report.period))
        rows.insert(rows.end(), report.notes.begin(), report.notes.end());
    return rows;
  }

  /// What is behind the total to date: opening balance, texts, the day of the last value.
  void look_back(IndicatorFigures& out, const Reports& reports) const {
    for (const Reported& report : reports) {
      if (report.period.last > frame_.period.last) continue;
      out.texts.insert(out.texts.end(), report.texts.begin(), report.texts.end());
      const bool known = report.value || (report.num && report.den);
      if (known || !report.texts.empty())
        out.last_value = std::max(report.period.last, out.last_value.value_or(report.period.last));
      if (report.opening && known) {
        out.opening = value_to_date(out.rule, {report}, report.period.last, merged_.evidence);
        out.opening_as_of = report.period.last;
      }
      const bool done = out.rule.measure == "milestone" && report.value && *report.value >= Decimal(1);
      if (done && !out.done_on) out.done_on = report.period.last;
    }
    if (out.rule.measure != "qualitative" || out.texts.empty()) return;
    // What is told in words has no figure, and lacks none.
    if (!out.to_date.value) out.to_date.mark = Mark::not_applicable;
    if (!out.period_actual.value) out.period_actual.mark = Mark::not_applicable;
  }

  [[nodiscard]] Date start_of(const Reports& reports) const {
    if (frame_.project_start) return *frame_.project_start;
    return reports.empty() ? frame_.period.first : reports.front().period.first;
  }

  void count_units(IndicatorFigures& out, const Reports& reports) const {
    const Date start = std::min(start_of(reports), frame_.period.last);
    for (const Period& unit : sub_periods({start, frame_.period.last}, out.rule.frequency)) {
      if (!ended(unit, out.rule)) continue;
      const bool there = std::any_of(reports.begin(), reports.end(),
                                     [&](const Reported& r) { return overlaps(r.period, unit); });
      ++out.expected;
      out.reported += there;
      if (!overlaps(unit, frame_.period)) continue;
      ++out.period_expected;
      out.period_reported += there;
    }
  }

  /// Has the whole unit passed at the period's end?  The project's end ends its last one.
  [[nodiscard]] bool ended(const Period& unit, const IndicatorRule& rule) const {
    if (frame_.project_end && *frame_.project_end <= unit.last) return true;
    return period_around(unit.first, rule.frequency).last <= frame_.period.last;
  }

  std::string status_of(const IndicatorFigures& out) const {
    if (out.rule.measure == "qualitative") return out.texts.empty() ? "no_data" : "no_target";
    if (!out.to_date.value) return "no_data";
    if (out.done_on) return "achieved";
    if (out.share.value && *out.share.value >= Decimal(1)) return "achieved";
    if (out.deviation.value) return status_word(band_of(*out.deviation.value, out.rule.direction));
    if (out.share.value && frame_.project_start && frame_.project_end &&
        *frame_.project_start < *frame_.project_end) {
      // Nothing fell due in the period: progress is measured against the time that has passed.
      const Decimal elapsed = elapsed_share({*frame_.project_start, *frame_.project_end}, frame_.period.last);
      if (const auto pace = divide(*out.share.value - elapsed, elapsed))
        return status_word(band_of(*pace, "up"));
    }
    return "no_target";
  }

  static std::string status_word(int band) {
    if (band == -2) return "off_track";
    if (band == -1) return "behind";
    return band == 1 ? "ahead" : "on_track";
  }

  void check(const IndicatorFigures& out, const Reports& reports, const Targets& targets) {
    const bool aims = out.rule.measure != "qualitative" && out.rule.direction != "none";
    if (aims && !targets.life && targets.by_period.empty())
      complain("I-01", fmt::format("indicator {} has no target", out.rule.id), about(out.rule),
               out.rule.baseline.evidence, "add a row for it to the table of targets");
    for (const Period& unit : sub_periods(frame_.period, out.rule.frequency)) {
      const bool there = std::any_of(reports.begin(), reports.end(),
                                     [&](const Reported& r) { return overlaps(r.period, unit); });
      // A quarterly indicator is due when its quarter has ended, not in each of its months.
      const Period whole = period_around(unit.first, out.rule.frequency);
      if (!there && ended(unit, out.rule) && std::min(whole.last, frame_.period.last) <= frame_.as_of)
        complain("I-04", fmt::format("indicator {} has no value for {}", out.rule.id, period_text(whole)),
                 about(out.rule, whole), out.rule.baseline.evidence,
                 "enter it, or say in a note why there is none");
    }
    check_cumulative(out, reports);
    check_stated(out, reports);
    check_deviation(out);
  }

  void check_cumulative(const IndicatorFigures& out, const Reports& reports) {
    if (!out.rule.cumulative) return;
    for (std::size_t i = 1; i < reports.size(); ++i) {
      if (!reports[i].value || !reports[i - 1].value || *reports[i].value >= *reports[i - 1].value) continue;
      if (reports[i].period.last > frame_.period.last) continue;
      const std::string before = reports[i - 1].value->to_string();
      const std::string after = reports[i].value->to_string();
      complain("I-07",
               fmt::format("indicator {}: the cumulative value fell from {} to {} in {}", out.rule.id, before,
                           after, period_text(reports[i].period)),
               about(out.rule, reports[i].period, before + " / " + after), reports[i].evidence,
               "a cumulative value counts from the project's start and cannot fall");
    }
  }

  /// The total to date that a record gives itself is the one that its own values make.
  void check_stated(const IndicatorFigures& out, const Reports& reports) {
    for (const Reported& report : reports) {
      if (!report.stated || report.period.last > frame_.period.last) continue;
      const Quantity made =
          value_to_date(out.rule, reports, report.period.last, merged_.evidence, frame_.project_start);
      if (!made.value || *made.value == *report.stated) continue;
      complain("I-20",
               fmt::format("indicator {}: the values up to {} make {}, the record says {}", out.rule.id,
                           period_text(report.period), made.value->to_string(), report.stated->to_string()),
               about(out.rule, report.period, report.stated->to_string()), report.evidence,
               "correct one of them, or add an opening balance for what came before");
    }
  }

  void check_deviation(const IndicatorFigures& out) {
    if (!out.deviation.value || band_of(*out.deviation.value, "up") == 0 || !out.notes.empty()) return;
    complain("I-11",
             fmt::format("indicator {} deviates by {}% from its target for {} without an explanation",
                         out.rule.id, (*out.deviation.value * Decimal(100)).round_half_up(1).to_string(),
                         period_text(frame_.period)),
             about(out.rule, frame_.period,
                   out.period_actual.value->to_string() + " / " + out.period_target.value->to_string()),
             out.period_actual.evidence,
             "write the reason into the column mapped to note, or into the workbook of kvali check --to");
  }

  void complain(std::string id, std::string message, FindingKey key, EvidenceId evidence, std::string hint) {
    Diagnostic finding{
        std::move(id),          Severity::error,     std::move(message), {}, std::move(hint), {},
        std::move(key.subject), std::move(key.value)};
    const auto refs = merged_.evidence.refs(evidence);
    // The last record is the latest: where a correction would go.
    if (!refs.empty()) finding.place = {merged_.evidence.place(refs.back()), 0, 0, 0};
    diagnostics_.add(std::move(finding));
  }

  void sort_by_code(const Table& table) {
    const auto code = [&](const IndicatorFigures& f) { return text_or(table, "code", f.row, f.rule.id); };
    std::stable_sort(
        figures_.indicators.begin(), figures_.indicators.end(),
        [&](const IndicatorFigures& a, const IndicatorFigures& b) { return natural_less(code(a), code(b)); });
  }

  Workspace& merged_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
  Figures figures_;
};

}  // namespace

Figures compute_figures(Workspace& merged, const Frame& frame, Diagnostics& diagnostics) {
  return FigureRun(merged, frame, diagnostics).run();
}

std::vector<IndicatorPoint> points_of(const Figures& figures, const IndicatorFigures& indicator,
                                      const Frame& frame, Evidence& evidence) {
  const auto reports = figures.reports.find(indicator.rule.id);
  const auto targets = figures.targets.find(indicator.rule.id);
  if (reports == figures.reports.end()) return {};
  std::optional<Date> first;
  const auto consider = [&](Date day) { first = first ? std::min(*first, day) : day; };
  for (const Reported& report : reports->second.totals)
    if (!report.opening) consider(report.period.first);
  if (targets != figures.targets.end() && !targets->second.by_period.empty())
    consider(targets->second.by_period.begin()->first.first);
  if (!first || *first > frame.period.last) return {};
  std::vector<IndicatorPoint> points;
  for (const Period& unit : sub_periods({*first, frame.period.last}, indicator.rule.frequency)) {
    IndicatorPoint point;
    point.unit = unit;
    point.actual = value_in(indicator.rule, reports->second.totals, unit, frame.project_start, evidence);
    point.cumulative =
        value_to_date(indicator.rule, reports->second.totals, unit.last, evidence, frame.project_start);
    if (targets != figures.targets.end())
      point.target = target_for(indicator.rule, targets->second, unit, evidence);
    points.push_back(point);
  }
  return points;
}

}  // namespace kvali
