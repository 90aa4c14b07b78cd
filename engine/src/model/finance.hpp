#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/approvals.hpp"
#include "model/exchange_rates.hpp"
#include "model/figures.hpp"
#include "model/money_rules.hpp"

namespace kvali {

/// One row of the finance table in the report's currency.  Where amounts are left out, a sum is "at least",
/// and what remains is not recorded: a smaller number would be a wrong one.
struct FinanceRow {
  Quantity approved;  ///< The budget in force on the day the data stand at.
  Quantity original;  ///< As first approved.
  Quantity agreed;    ///< As the agreement or its last amendment says: what was moved since is not in it.
  Quantity opening;   ///< Spent before Kvali, part of `to_date`.
  Quantity period, to_date;
  Quantity committed, advances;   ///< Promised and paid ahead until the period's end: not spent yet.
  Quantity remaining, share;      ///< Of `approved`.
  bool partial = false;           ///< Amounts are left out: no rate, no date, no currency or no number.
  bool refunds_left_out = false;  ///< Money back is among them, so that no sum is a lower bound.
};

/// The id of the line that stands for payments without one: they are in no sum, and the total says so.
inline constexpr const char* no_line = "-";

/// What could not be counted on a line, for the notes.
struct LeftOut {
  std::set<std::string> unconverted;  ///< "1200 GEL": amounts without a rate.
  std::set<std::string> undated;      ///< Amounts of which nobody knows when.
  std::set<std::string> unbooked;     ///< "1200 GEL": amounts on no budget line (D-09).
  int blank = 0;                      ///< Entries without an amount.
};

/// A budget line, or a code that payments name and no budget knows.
struct FinanceLine : FinanceRow {
  std::string id;
  std::vector<std::size_t> rows;      ///< Of `budget_line`: in force first, then the others, latest first.
  std::optional<std::size_t> parent;  ///< Row of `budget_line` that names the heading; else the line does.
  std::string heading;                ///< Equal for all lines under one heading; "" = none.
  std::vector<std::size_t> notes;     ///< Rows of `expenditure` of the period with a note.
  LeftOut left_out;
};

/// All lines under one heading.
struct FinanceHeading : FinanceRow {
  std::size_t first_line = 0;  ///< The line that knows its name.
};

/// A budget line whose amount an amendment changed.
struct BudgetChange {
  std::vector<std::size_t> rows;  ///< As in FinanceLine.
  Quantity before, after;
  Version by;
};

/// One payment.
struct Payment {
  std::size_t row = 0;   ///< Of `expenditure`.
  std::size_t line = 0;  ///< Index of FinanceLine.
  Quantity amount;       ///< In the report's currency; a refund is negative.
};

/// Budget and spending of a project, free of language.
struct Finance {
  Period period{};                 ///< That it is about.
  std::string currency;            ///< "" where nobody said one.
  std::vector<FinanceLine> lines;  ///< In the order of their codes.
  std::vector<FinanceHeading> headings;
  FinanceRow total;
  std::vector<BudgetChange> changes;
  std::vector<Payment> payments;      ///< Of the period.
  std::vector<Payment> all_payments;  ///< Until its end: what was spent, not what was promised.
  std::vector<std::size_t> rates;     ///< Rows of `fx_rate` that were used.
};

/// The share of the project's time that has passed at the end of the period; nothing without its dates.
[[nodiscard]] std::optional<Decimal> elapsed_at_end(const Frame& frame);

/// How findings call a line and a heading: "line=1.2", "heading=Staff".
[[nodiscard]] std::string subject_of(const FinanceLine& line);
[[nodiscard]] std::string subject_of(const Finance& finance, const FinanceHeading& heading);

/// Adds up budget and spending.  Of a ledger that has entries in the period a line without one has spent
/// nothing there; a ledger without any entry, or an empty cell, is not recorded.  Payments that an opening
/// balance covers are not counted again.  Findings: I-17, F-02 to F-06, F-08, F-09, F-11 to F-13
/// and D-10.
[[nodiscard]] Finance compute_finance(Workspace& merged, const Frame& frame, const MoneyRules& rules,
                                      Diagnostics& diagnostics);

}  // namespace kvali
