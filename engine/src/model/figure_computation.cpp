#include "model/figure_computation.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "model/across_time.hpp"

namespace kvali {

namespace {

Operand operand(std::string name, const Quantity& quantity) {
  return {std::move(name), quantity.scalar()};
}

Operand operand(const Reported& part) {
  return {part.opening ? "opening" : period_text(part.period),
          part.value ? Scalar{*part.value} : Scalar{Mark::not_recorded}};
}

/// One value: as it was recorded, or laid together from several of one period.
Computation of_one(const IndicatorRule& rule, const Reported& part, std::string rule_of_time) {
  const std::size_t laid = part.evidence.size();
  if (laid <= 1) return {std::move(rule_of_time), {operand(part)}, 1};
  if (rule.overlap) return {"max", {}, laid};
  const std::string& space = rule.agg_space;
  const auto together = std::size_t(part.together);
  if (together > 1 && (space == "max" || space == "avg")) return {space, {}, together};
  if (together > 1 && space == "latest") return {"latest_of", {}, together};
  return {"recorded_sum", {}, laid};
}

/// Who came twice is one person.  Without the persons of each part, several have no total.
Computation of_persons(const IndicatorRule& rule, const std::vector<const Reported*>& parts) {
  std::set<std::uint32_t> persons;
  for (const Reported* part : parts) {
    if (part->persons.empty()) return parts.size() == 1 ? of_one(rule, *part, "recorded") : Computation{};
    persons.insert(part->persons.begin(), part->persons.end());
  }
  return {"distinct", {}, persons.size()};
}

Computation of_ratio(const IndicatorRule& rule, const std::vector<const Reported*>& parts) {
  if (!parts.front()->num || !parts.front()->den) return of_one(rule, *parts.front(), "latest");
  Decimal num;
  Decimal den;
  for (const Reported* part : parts) {
    num = num + *part->num;
    den = den + *part->den;
  }
  return {rule.measure == "percent" ? "percentage" : "ratio", {{"num", num}, {"den", den}}, 2};
}

Computation of_parts(const IndicatorRule& rule, const std::vector<const Reported*>& parts) {
  if (parts.empty() || share_days(rule, parts)) return {"recorded", {}, 0};
  if (rule.agg_time == "ratio") return of_ratio(rule, parts);
  if (rule.agg_time == "latest" || rule.agg_time == "none")
    return of_one(rule, *parts.front(), rule.agg_time == "latest" ? "latest" : "recorded");
  if (rule.agg_time == "distinct") return of_persons(rule, parts);
  if (parts.size() == 1) return of_one(rule, *parts.front(), "recorded");
  Computation computation{rule.agg_time, {}, parts.size()};
  for (const Reported* part : parts)
    if (computation.operands.size() < most_operands) computation.operands.push_back(operand(*part));
  return computation;
}

class Explaining {
 public:
  Explaining(const FigureFacts& facts, const Table& table, std::size_t row)
      : facts_(facts), table_(table), row_(row) {}

  [[nodiscard]] Computation of(std::string_view column) const {
    const std::string& name = table_.name();
    if (name == "results") return of_result(column);
    if (name == "series") return of_series(column);
    if (name == "disaggregation" || name == "places") return of_category(column);
    if (name == "finance" || name == "finance_headings" || name == "finance_total") return of_money(column);
    const bool attendance = column == "female" || column == "male" || column == "unknown";
    if (name == "meetings" && attendance) return {"attendance", {}, 0};
    return recorded();
  }

 private:
  static Computation recorded() { return {"recorded", {}, 0}; }

  [[nodiscard]] std::string text(std::string_view column) const {
    return canonical_text(table_.scalar(column, row_));
  }

  [[nodiscard]] const IndicatorFigures* indicator() const {
    const std::string id = text("indicator");
    const auto& all = facts_.figures.indicators;
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const IndicatorFigures& f) { return f.rule.id == id; });
    return it == all.end() ? nullptr : &*it;
  }

  [[nodiscard]] const Reports* totals() const {
    const auto it = facts_.figures.totals.find(text("indicator"));
    return it == facts_.figures.totals.end() ? nullptr : &it->second;
  }

  [[nodiscard]] Computation of_result(std::string_view column) const {
    const IndicatorFigures* found = indicator();
    if (found == nullptr) return recorded();
    const IndicatorFigures& figures = *found;
    if (column == "target") return of_target(figures, figures.target);
    if (column == "period_target") return of_target(figures, figures.period_target);
    if (column == "due_target") return of_target(figures, figures.due_target);
    if (column == "target_to_date") return of_target(figures, figures.target_to_date);
    if (column == "deviation")
      return {"deviation", {operand("actual", figures.due_actual), operand("target", figures.due_target)}, 2};
    const bool adjusted = column == "adjusted" || figures.rule.direction == "down";
    if (column == "achievement" || column == "adjusted") {
      Computation share{adjusted ? "adjusted_share" : "share",
                        {operand("actual", figures.to_date), operand("target", figures.target)},
                        2};
      if (adjusted) share.operands.push_back(operand("baseline", figures.rule.baseline));
      return share;
    }
    const Reports* all = totals();
    if (all == nullptr) return recorded();
    if (column == "to_date") return to_date(figures.rule, *all);
    const std::optional<Period> span = span_of(figures, column);
    return span ? computation_in(figures.rule, *all, *span) : recorded();
  }

  /// The time that a column of `results` tells of.
  [[nodiscard]] std::optional<Period> span_of(const IndicatorFigures& figures,
                                              std::string_view column) const {
    const Frame& frame = facts_.frame;
    if (column == "period_actual") return frame.period;
    if (column == "previous_actual") return previous(frame.period, frame.fiscal);
    if (column == "year_to_date") return frame.year_to_date();
    return column == "due_actual" ? figures.due_scope : std::nullopt;
  }

  [[nodiscard]] Computation to_date(const IndicatorRule& rule, const Reports& reports) const {
    return computation_to_date(rule, reports, facts_.frame.period.last, facts_.frame.project_start);
  }

  [[nodiscard]] Computation of_target(const IndicatorFigures& figures, const Quantity& target) const {
    const Evidence& evidence = facts_.merged.evidence;
    for (const TargetChange& change : facts_.figures.targets.changes)
      if (change.indicator == figures.rule.id &&
          evidence.same_records(change.after.evidence, target.evidence))
        return {"approved", {{"amendment", change.by.amendment}}, 1};
    const std::size_t records = evidence.refs(target.evidence).size();
    return {records > 1 ? "recorded_sum" : "recorded", {}, records};
  }

  [[nodiscard]] Computation of_series(std::string_view column) const {
    const IndicatorFigures* figures = indicator();
    const Reports* all = totals();
    const Scalar first = table_.scalar("first", row_);
    if (figures == nullptr || all == nullptr || is_missing(first)) return recorded();
    const Period unit = period_around(std::get<Date>(first), figures->rule.frequency);
    if (column == "actual") return computation_in(figures->rule, *all, unit);
    if (column != "cumulative") return recorded();
    return computation_to_date(figures->rule, *all, std::min(unit.last, facts_.frame.period.last),
                               facts_.frame.project_start);
  }

  [[nodiscard]] Computation of_category(std::string_view column) const {
    const IndicatorFigures* figures = indicator();
    if (figures == nullptr) return recorded();
    const Reports* values = part_of(facts_.reports_of(*figures));
    if (values == nullptr) return recorded();
    if (column == "period_actual") return computation_in(figures->rule, *values, facts_.frame.period);
    return column == "to_date" ? to_date(figures->rule, *values) : recorded();
  }

  [[nodiscard]] const Reports* part_of(const IndicatorReports& all) const {
    if (table_.name() == "places") {
      const auto place = all.places.find(text("place"));
      return place == all.places.end() ? nullptr : &place->second;
    }
    const auto slice = all.slices.find({{text("dimension"), text("category")}});
    return slice == all.slices.end() ? nullptr : &slice->second;
  }

  // ---- money ----
  [[nodiscard]] const FinanceRow* money() const {
    if (table_.name() == "finance_total") return &facts_.finance.total;
    if (table_.name() == "finance_headings")
      return row_ < facts_.finance.headings.size() ? &facts_.finance.headings[row_] : nullptr;
    for (const FinanceLine& line : facts_.finance.lines)
      if (line.id == text("line")) return &line;
    return nullptr;
  }

  [[nodiscard]] Computation of_money(std::string_view column) const {
    const FinanceRow* found = money();
    if (found == nullptr) return recorded();
    if (column == "remaining")
      return {"difference", {operand("approved", found->approved), operand("spent", found->to_date)}, 2};
    if (column == "share")
      return {"quotient", {operand("spent", found->to_date), operand("approved", found->approved)}, 2};
    if (table_.name() != "finance") return {"lines", {}, 0};
    const auto& line = static_cast<const FinanceLine&>(*found);
    if (column == "approved") return of_budget(line);
    if (column == "period") return of_payments(line);
    return {column == "to_date" ? "payments" : "recorded", {}, 0};
  }

  [[nodiscard]] Computation of_budget(const FinanceLine& line) const {
    for (const BudgetChange& change : facts_.finance.changes)
      if (!line.rows.empty() && change.by.row == line.rows.front() && !change.by.amendment.empty())
        return {"approved", {{"amendment", change.by.amendment}}, 1};
    return recorded();
  }

  [[nodiscard]] Computation of_payments(const FinanceLine& line) const {
    Computation sum{"sum", {}, 0};
    const Table* from = facts_.merged.find("expenditure");
    for (const Payment& payment : facts_.finance.payments) {
      if (&facts_.finance.lines[payment.line] != &line) continue;
      const std::string day = canonical_text(from->scalar("date", payment.row));
      if (++sum.count <= most_operands) sum.operands.push_back(operand(day, payment.amount));
    }
    if (sum.count == 1) sum.rule = "recorded";
    return sum;
  }

  const FigureFacts& facts_;
  const Table& table_;
  std::size_t row_;
};

}  // namespace

ReportsOf remembered_reports(const Figures& figures, const Evidence& evidence) {
  struct Memory {
    const IndicatorFigures* of = nullptr;
    IndicatorReports reports;
  };
  return [&figures, &evidence,
          memory = std::make_shared<Memory>()](const IndicatorFigures& indicator) -> const IndicatorReports& {
    if (std::exchange(memory->of, &indicator) != &indicator)
      memory->reports = figures.reports_of(indicator, evidence);
    return memory->reports;
  };
}

Computation computation_in(const IndicatorRule& rule, const Reports& reports, const Period& period) {
  if (!rule.counts_from_start()) return of_parts(rule, parts_in(rule, reports, period));
  const Reported* end = last_until(reports, period.last);
  const Reported* before = last_until(reports, period.first - std::chrono::days{1});
  if (end == nullptr) return {"recorded", {}, 0};
  if (before == nullptr) return of_one(rule, *end, "recorded");
  return {"difference", {operand(*end), operand(*before)}, 2};
}

Computation computation_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                                std::optional<Date> project_start) {
  if (!rule.counts_from_start()) return of_parts(rule, parts_to_date(rule, reports, day, project_start));
  const Reported* last = last_until(reports, day);
  return last == nullptr ? Computation{"recorded", {}, 0} : of_one(rule, *last, "latest");
}

Computation computation_of(const FigureFacts& facts, const Table& table, std::size_t row,
                           std::string_view column) {
  return Explaining(facts, table, row).of(column);
}

}  // namespace kvali
