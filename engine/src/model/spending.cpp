#include <algorithm>

#include "model/finance_draft.hpp"

namespace kvali {

namespace {

class SpendingReader {
 public:
  explicit SpendingReader(FinanceDraft& draft) : draft_(draft) {}

  void read_openings() {
    const Table* table = draft_.merged.find("opening");
    if (table == nullptr || table->find("amount") == nullptr) return;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const Scalar line = table->scalar("line", row);
      const Date day = std::get<Date>(table->scalar("as_of", row));
      if (is_missing(line) || table->at("amount").missing(row) || day > draft_.frame.period.last) continue;
      add_opening(*table, row, draft_.line_of(canonical_text(line)), day);
    }
  }

  void read_ledger() {
    const Table* table = draft_.merged.find("expenditure");
    if (table == nullptr || table->find("amount") == nullptr) return;
    for (std::size_t row = 0; row < table->rows(); ++row) read_payment(*table, row);
    if (!entries_in_period_) return;
    for (LineSums& sums : draft_.sums) {
      if (sums.unread) continue;
      if (!sums.blank) sums.period.begin_at_zero();
      sums.to_date.begin_at_zero();
    }
  }

 private:
  void add_opening(const Table& table, std::size_t row, std::size_t index, Date day) {
    const FinanceDraft::Amount amount = draft_.amount_of(table, row, {day, day});
    if (!amount.value) return draft_.leave_out(index, amount.left_out);
    FinanceLine& line = draft_.finance.lines[index];
    MoneySum opening;
    opening.add(line.opening);
    opening.add(*amount.value, amount.evidence);
    line.opening = opening.quantity(draft_.merged.evidence);
    LineSums& sums = draft_.sums[index];
    sums.to_date.add(*amount.value, amount.evidence);
    sums.booked = true;
    sums.opened_on = std::max(day, sums.opened_on.value_or(day));
  }

  void read_payment(const Table& table, std::size_t row) {
    const std::optional<Period> when = time_of(table, row);
    const std::size_t index = draft_.line_of(canonical_text(table.scalar("line", row)));
    const std::string& line = draft_.finance.lines[index].id;
    LineSums& sums = draft_.sums[index];
    if (table.at("amount").missing(row)) {
      if (when && contains(draft_.frame.period, *when)) sums.blank = true;
      return;
    }
    const EvidenceId record = table.evidence(table.at("amount"), row);
    const Decimal amount = table.at("amount").decimal(row);
    if (!when) {
      sums.unread = true;
      draft_.checks.no_day(line, record);
      return draft_.leave_out(index, amount.to_string());
    }
    const std::string kind = canonical_text(table.scalar("kind", row));
    draft_.checks.check_payment(
        {amount, kind, *when, line, canonical_text(table.scalar("doc_no", row)), record}, draft_.frame);
    if (when->first > draft_.frame.as_of || when->last > draft_.frame.period.last) return;
    const FinanceDraft::Amount converted = draft_.amount_of(table, row, *when);
    if (!converted.value) {
      sums.unread = true;
      return draft_.leave_out(index, converted.left_out);
    }
    // A refund is money back, whichever sign the ledger gives it.
    const Decimal signed_amount = kind == "refund" ? -magnitude(*converted.value) : *converted.value;
    sums.booked = true;
    if (kind == "commitment") return sums.committed.add(signed_amount, converted.evidence);
    if (kind == "advance") return sums.advances.add(signed_amount, converted.evidence);
    spend(table, row, index, *when, {signed_amount, Mark::none, converted.evidence});
  }

  void spend(const Table& table, std::size_t row, std::size_t index, const Period& when,
             const Quantity& amount) {
    LineSums& sums = draft_.sums[index];
    if (sums.opened_on && when.first <= *sums.opened_on) {
      ++sums.covered;
      sums.covered_by = amount.evidence;
    } else {
      sums.to_date.add(amount);
    }
    draft_.finance.all_payments.push_back({row, index, amount});
    if (!contains(draft_.frame.period, when)) return;
    entries_in_period_ = true;
    sums.period.add(amount);
    draft_.finance.payments.push_back({row, index, amount});
    if (!all_texts(table, "note", row).empty()) draft_.finance.lines[index].notes.push_back(row);
  }

  /// The day or period of a payment.  The project's start and end cut its first and last month.
  [[nodiscard]] std::optional<Period> time_of(const Table& table, std::size_t row) const {
    const auto when = time_of_row(table, row);
    if (!when || when->first == when->last) return when;
    const Frame& frame = draft_.frame;
    const Period life{frame.project_start.value_or(first_date), frame.project_end.value_or(last_date)};
    const auto inside = intersection(*when, life);
    return inside ? inside : when;
  }

  FinanceDraft& draft_;
  bool entries_in_period_ = false;
};

}  // namespace

void read_spending(FinanceDraft& draft) {
  SpendingReader reader(draft);
  reader.read_openings();
  reader.read_ledger();
}

}  // namespace kvali
