#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/finance.hpp"
#include "model/finance_checks.hpp"
#include "model/money_sum.hpp"

namespace kvali {

/// What is added up for one budget line.
struct LineSums {
  MoneySum period, to_date, committed, advances;
  bool booked = false;  ///< Something was paid, promised or paid before Kvali.
  std::optional<Date> opened_on;
  int covered = 0;  ///< Payments that the opening balance tells of already.
  EvidenceId covered_by = 0;
};

/// A finance table while it is made, for the steps below only: the budget first, then what was spent, then
/// the totals.
class FinanceDraft {
 public:
  FinanceDraft(Workspace& merged, const Frame& frame, const MoneyRules& rules, Diagnostics& diagnostics);

  /// An amount of a record in the report's currency.
  struct Amount {
    std::optional<Decimal> value;
    EvidenceId evidence = 0;  ///< Of the record and the rate.
    std::string left_out;     ///< "1200 GEL", where there is no rate.
  };
  /// The cell `amount` of a row, by the rate of `when`.
  [[nodiscard]] Amount amount_of(const Table& table, std::size_t row, const Period& when);

  /// The line's place in `finance.lines` and `sums`; a line that no budget knows begins here.
  [[nodiscard]] std::size_t line_of(const std::string& id);
  [[nodiscard]] const std::size_t* find(std::string_view id) const;
  /// The table `budget_line`, or one without rows.
  [[nodiscard]] const Table& budget() const;

  Workspace& merged;
  const Frame& frame;
  Diagnostics& diagnostics;
  ExchangeRates rates;
  FinanceChecks checks;
  Finance finance;
  std::vector<LineSums> sums;     ///< Parallel to finance.lines.
  std::set<std::string> parents;  ///< Lines that others lie under.

 private:
  [[nodiscard]] std::string currency_in(const Table& table, std::size_t row, EvidenceId record);

  std::map<std::string, std::size_t, std::less<>> index_;
};

/// Lines, headings and what an amendment changed.
void read_budget(FinanceDraft& draft);
/// Opening balances and payments.
void read_spending(FinanceDraft& draft);
/// Closes the lines, puts them in order and adds up headings and total.
void add_totals(FinanceDraft& draft);

/// The text of a field in whatever languages it has: what tells headings apart.
[[nodiscard]] std::string all_texts(const Table& table, std::string_view field, std::size_t row);
/// The code printed for a row of `budget_line`.
[[nodiscard]] std::string line_code(const Table& table, std::size_t row);

}  // namespace kvali
