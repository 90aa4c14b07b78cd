#include <algorithm>

#include "model/finance_draft.hpp"
#include "model/natural_order.hpp"
#include "model/open_values.hpp"

namespace kvali {

namespace {

/// Fields of which each line has a part: one that is not recorded is missing in the sum.
constexpr Quantity FinanceRow::*of_every_line[] = {&FinanceRow::approved, &FinanceRow::original,
                                                   &FinanceRow::agreed, &FinanceRow::period,
                                                   &FinanceRow::to_date};
/// A line may well have nothing of these.
constexpr Quantity FinanceRow::*of_some_lines[] = {&FinanceRow::opening, &FinanceRow::committed,
                                                   &FinanceRow::advances};

/// Without money that came back a sum of payments is no lower bound either.
void drop_open_sums(FinanceRow& row) {
  if (!row.refunds_left_out) return;
  for (Quantity FinanceRow::*field : {&FinanceRow::opening, &FinanceRow::period, &FinanceRow::to_date,
                                      &FinanceRow::committed, &FinanceRow::advances})
    if ((row.*field).at_least) {
      row.*field = {};
      (row.*field).at_least = true;
    }
}

void finish(FinanceRow& row, Evidence& evidence, const OpenValues& open) {
  drop_open_sums(row);
  row.share = {};
  row.remaining = {};
  if (!row.approved.value) {
    row.share.mark = row.remaining.mark = row.approved.mark;
    return;
  }
  if (!row.to_date.value || row.approved.at_least) return;
  const EvidenceId both[] = {row.approved.evidence, row.to_date.evidence};
  const EvidenceId records = evidence.join(both);
  // Of at least so much there remains at most so much: nothing to plan with.
  if (!row.to_date.at_least) row.remaining = {*row.approved.value - *row.to_date.value, Mark::none, records};
  row.share.mark = Mark::not_applicable;
  if (open.concern(records)) return;
  if (const auto share = divide(*row.to_date.value, *row.approved.value))
    row.share = {*share, Mark::none, records, 0, row.to_date.at_least};
}

class Totals {
 public:
  explicit Totals(FinanceDraft& draft)
      : draft_(draft), finance_(draft.finance), evidence_(draft.merged.evidence), open_(draft.merged) {}

  void run() {
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) close(finance_.lines[i], draft_.sums[i]);
    sort_lines();
    add_headings();
  }

 private:
  void close(FinanceLine& line, const LineSums& sums) {
    line.period = sums.period.quantity(evidence_);
    line.to_date = sums.to_date.quantity(evidence_);
    line.committed = sums.committed.quantity(evidence_);
    line.advances = sums.advances.quantity(evidence_);
    finish(line, evidence_, open_);
    take_from_nothing(line);
    if (sums.covered > 0) draft_.checks.covered(line.id, sums.covered, sums.covered_by);
  }

  /// What is spent on a line that no budget knows is taken from the others.
  void take_from_nothing(FinanceLine& line) const {
    const bool unknown = !line.approved.value && line.approved.mark == Mark::not_applicable;
    if (!unknown || draft_.budget().rows() == 0) return;
    line.remaining = {};  // Not recorded: nobody knows how much is taken.
    if (!line.to_date.value || line.to_date.at_least) return;
    line.remaining = {-*line.to_date.value, Mark::none, line.to_date.evidence};
  }

  /// A line that others lie under and nothing is booked on is a heading and no line.
  [[nodiscard]] bool is_heading_only(const FinanceLine& line) const {
    return draft_.parents.contains(line.id) && !draft_.sums.at(*draft_.find(line.id)).booked;
  }

  /// The code of the latest row that has one: an amendment may repeat the amount alone.
  [[nodiscard]] std::string printed_code(const FinanceLine& line) const {
    for (const std::size_t row : line.rows)
      if (!is_missing(draft_.budget().scalar("code", row))) return line_code(draft_.budget(), row);
    return line.id;
  }

  void sort_lines() {
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) {
      const FinanceLine& line = finance_.lines[i];
      if (is_heading_only(line))
        own_amounts_.emplace(line.id, line.approved);
      else
        order.emplace_back(printed_code(line), i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
    std::vector<std::size_t> place(finance_.lines.size());
    std::vector<FinanceLine> sorted;
    for (const auto& [code, i] : order) {
      place[i] = sorted.size();
      sorted.push_back(std::move(finance_.lines[i]));
    }
    finance_.lines = std::move(sorted);
    for (auto* payments : {&finance_.payments, &finance_.all_payments})
      for (Payment& payment : *payments) payment.line = place[payment.line];
  }

  void add_headings() {
    std::map<std::string, std::vector<std::size_t>> under;
    std::vector<const FinanceRow*> all;
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) {
      const std::string& heading = finance_.lines[i].heading;
      if (heading.empty()) all.push_back(&finance_.lines[i]);
      if (!heading.empty() && under[heading].empty()) finance_.headings.push_back({{}, i});
      if (!heading.empty()) under[heading].push_back(i);
    }
    for (FinanceHeading& heading : finance_.headings) {
      const std::string& name = finance_.lines[heading.first_line].heading;
      std::vector<const FinanceRow*> parts;
      for (const std::size_t i : under[name]) parts.push_back(&finance_.lines[i]);
      const Quantity* own = own_amount(name);
      add_up(parts, own, heading);
      if (own != nullptr && *heading.approved.value != *own->value)
        draft_.checks.heading_differs(subject_of(finance_, heading), *own, heading.approved);
      all.push_back(&heading);
    }
    add_up(all, nullptr, finance_.total);
  }

  [[nodiscard]] const Quantity* own_amount(const std::string& heading) const {
    const auto it = own_amounts_.find(heading);
    return it == own_amounts_.end() || !it->second.value ? nullptr : &it->second;
  }

  Quantity sum_of(const std::vector<const FinanceRow*>& parts, Quantity FinanceRow::*field,
                  bool in_every_line) {
    MoneySum sum;
    bool applies = false;
    for (const FinanceRow* part : parts) {
      const Quantity& quantity = part->*field;
      sum.add(quantity);
      const bool missing = !quantity.value && quantity.mark == Mark::not_recorded;
      if (in_every_line && missing) sum.leave_out();
      applies = applies || quantity.value || missing;
    }
    Quantity total = sum.quantity(evidence_);
    if (!applies) total.mark = Mark::not_applicable;
    return total;
  }

  /// `own`: what the budget says of the heading itself; it stands where its lines have no amounts.
  void add_up(const std::vector<const FinanceRow*>& parts, const Quantity* own, FinanceRow& out) {
    for (Quantity FinanceRow::*field : of_every_line) out.*field = sum_of(parts, field, true);
    for (Quantity FinanceRow::*field : of_some_lines) out.*field = sum_of(parts, field, false);
    for (const FinanceRow* part : parts) {
      out.partial = out.partial || part->partial;
      out.refunds_left_out = out.refunds_left_out || part->refunds_left_out;
    }
    for (const Quantity* sum : {&out.approved, &out.period, &out.to_date})
      out.partial = out.partial || (sum->value && sum->at_least);
    if (own != nullptr && (!out.approved.value || out.approved.at_least)) out.approved = *own;
    finish(out, evidence_, open_);
  }

  FinanceDraft& draft_;
  Finance& finance_;
  Evidence& evidence_;
  OpenValues open_;
  std::map<std::string, Quantity, std::less<>> own_amounts_;  ///< Of headings that are lines of the budget.
};

}  // namespace

void add_totals(FinanceDraft& draft) {
  Totals(draft).run();
}

}  // namespace kvali
