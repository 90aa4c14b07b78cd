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
      sums.period.begin_at_zero();
      sums.to_date.begin_at_zero();
    }
  }

 private:
  void add_opening(const Table& table, std::size_t row, std::size_t index, Date day) {
    const FinanceDraft::Amount amount = draft_.amount_of(table, row, {day, day});
    FinanceLine& line = draft_.finance.lines[index];
    LineSums& sums = draft_.sums[index];
    MoneySum opening;
    opening.add(line.opening);
    if (amount.value) {
      opening.add(*amount.value, amount.evidence);
      sums.to_date.add(*amount.value, amount.evidence);
    } else {
      opening.leave_out();
      sums.to_date.leave_out();
      line.partial = true;
      line.left_out.unconverted.insert(amount.left_out);
    }
    line.opening = opening.quantity(draft_.merged.evidence);
    sums.booked = true;
    sums.opened_on = std::max(day, sums.opened_on.value_or(day));
  }

  void read_payment(const Table& table, std::size_t row) {
    const std::optional<Period> when = time_of(table, row);
    if (is_missing(table.scalar("line", row))) return leave_unbooked(table, row, when);
    const std::size_t index = draft_.line_of(canonical_text(table.scalar("line", row)));
    FinanceLine& line = draft_.finance.lines[index];
    const std::string kind = canonical_text(table.scalar("kind", row));
    const Column& amounts = table.at("amount");
    const EvidenceId record = table.evidence(amounts, row);
    if (when && !amounts.missing(row))
      draft_.checks.check_payment(
          {amounts.decimal(row), kind, *when, line.id, canonical_text(table.scalar("doc_no", row)), record},
          draft_.frame);
    if (is_later(when)) return;
    if (amounts.missing(row)) {
      ++line.left_out.blank;
      return leave_out(index, kind, when);
    }
    draft_.sums[index].booked = true;
    const bool back = kind == "refund" || amounts.decimal(row).is_negative();
    if (!when) {
      draft_.checks.no_day(line.id, amounts.decimal(row), record);
      line.left_out.undated.insert(amounts.decimal(row).to_string());
      line.refunds_left_out = line.refunds_left_out || back;
      return leave_out(index, kind, when);
    }
    const FinanceDraft::Amount converted = draft_.amount_of(table, row, *when);
    if (converted.value) return take(table, row, index, kind, *when, converted);
    line.left_out.unconverted.insert(converted.left_out);
    line.refunds_left_out = line.refunds_left_out || back;
    entries_in_period_ = entries_in_period_ || contains(draft_.frame.period, *when);
    leave_out(index, kind, when);
  }

  /// Nobody can know it at the end of the period.
  [[nodiscard]] bool is_later(const std::optional<Period>& when) const {
    return when && (when->first > draft_.frame.as_of || when->last > draft_.frame.period.last);
  }

  void leave_unbooked(const Table& table, std::size_t row, const std::optional<Period>& when) {
    if (is_later(when)) return;
    const std::size_t index = draft_.line_of(no_line);
    FinanceLine& line = draft_.finance.lines[index];
    const Decimal amount = table.at("amount").decimal(row);
    const std::string kind = canonical_text(table.scalar("kind", row));
    const std::string currency = currency_code(canonical_text(table.scalar("currency", row)));
    line.left_out.unbooked.insert(amount.to_string() + " " +
                                  (currency.empty() ? draft_.finance.currency : currency));
    line.refunds_left_out = line.refunds_left_out || kind == "refund" || amount.is_negative();
    leave_out(index, kind, when);
  }

  /// What the payment would have been added to is incomplete without it.
  void leave_out(std::size_t index, const std::string& kind, const std::optional<Period>& when) {
    draft_.finance.lines[index].partial = true;
    LineSums& sums = draft_.sums[index];
    if (kind == "commitment") return sums.committed.leave_out();
    if (kind == "advance") return sums.advances.leave_out();
    const bool covered = when && sums.opened_on && when->first <= *sums.opened_on;
    if (!covered) sums.to_date.leave_out();
    if (!when || contains(draft_.frame.period, *when)) sums.period.leave_out();
  }

  void take(const Table& table, std::size_t row, std::size_t index, const std::string& kind,
            const Period& when, const FinanceDraft::Amount& amount) {
    // A refund is money back, whichever sign the ledger gives it.
    const Decimal value = kind == "refund" ? -magnitude(*amount.value) : *amount.value;
    LineSums& sums = draft_.sums[index];
    if (kind == "commitment") return sums.committed.add(value, amount.evidence);
    if (kind == "advance") return sums.advances.add(value, amount.evidence);
    spend(table, row, index, when, {value, Mark::none, amount.evidence});
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
