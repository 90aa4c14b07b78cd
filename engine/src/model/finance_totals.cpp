#include <algorithm>

#include "model/finance_draft.hpp"
#include "model/natural_order.hpp"

namespace kvali {

namespace {

void finish(FinanceRow& row, Evidence& evidence) {
  row.share = {};
  row.remaining = {};
  if (!row.approved.value) {
    row.share.mark = row.remaining.mark = Mark::not_applicable;
    return;
  }
  if (!row.to_date.value) return;
  const EvidenceId both[] = {row.approved.evidence, row.to_date.evidence};
  const EvidenceId records = evidence.join(both);
  row.remaining = {*row.approved.value - *row.to_date.value, Mark::none, records};
  row.share.mark = Mark::not_applicable;
  if (const auto share = divide(*row.to_date.value, *row.approved.value))
    row.share = {*share, Mark::none, records};
}

class Totals {
 public:
  explicit Totals(FinanceDraft& draft)
      : draft_(draft), finance_(draft.finance), evidence_(draft.merged.evidence) {}

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
    finish(line, evidence_);
    if (sums.covered > 0) draft_.checks.covered(line.id, sums.covered, sums.covered_by);
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
      add_up(parts, own_amount(name), heading);
      all.push_back(&heading);
    }
    add_up(all, nullptr, finance_.total);
  }

  [[nodiscard]] const Quantity* own_amount(const std::string& heading) const {
    const auto it = own_amounts_.find(heading);
    return it == own_amounts_.end() || !it->second.value ? nullptr : &it->second;
  }

  /// `own`: what the budget says of the heading itself; it stands where its lines have no amounts.
  void add_up(const std::vector<const FinanceRow*>& parts, const Quantity* own, FinanceRow& out) {
    for (Quantity FinanceRow::*field :
         {&FinanceRow::approved, &FinanceRow::original, &FinanceRow::agreed, &FinanceRow::opening,
          &FinanceRow::period, &FinanceRow::to_date, &FinanceRow::committed, &FinanceRow::advances}) {
      MoneySum sum;
      for (const FinanceRow* part : parts) sum.add(part->*field);
      out.*field = sum.quantity(evidence_);
    }
    for (const FinanceRow* part : parts) {
      // A line whose spending nobody recorded is missing in the sum.
      out.partial = out.partial || part->partial || (out.period.value && !part->period.value) ||
                    (out.to_date.value && !part->to_date.value);
    }
    if (own != nullptr && !out.approved.value) out.approved = *own;
    if (own != nullptr && *out.approved.value != *own->value)
      draft_.checks.heading_differs(*own, out.approved);
    finish(out, evidence_);
  }

  FinanceDraft& draft_;
  Finance& finance_;
  Evidence& evidence_;
  std::map<std::string, Quantity, std::less<>> own_amounts_;  ///< Of headings that are lines of the budget.
};

}  // namespace

void add_totals(FinanceDraft& draft) {
  Totals(draft).run();
}

}  // namespace kvali
