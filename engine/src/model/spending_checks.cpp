#include "model/spending_checks.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "model/record_place.hpp"

namespace kvali {

namespace {

std::string text_at(const Table& table, std::string_view field, std::size_t row) {
  return canonical_text(table.scalar(field, row));
}

std::optional<Decimal> number_at(const Table& table, std::string_view field, std::size_t row) {
  const Scalar value = table.scalar(field, row);
  return is_missing(value) ? std::nullopt : std::optional(std::get<Decimal>(value));
}

std::string spent_text(const Quantity& spent, const std::string& currency) {
  const int decimals = minor_units(currency);
  return spent.at_least ? "at least " + spent.value->round_down(decimals).to_string()
                        : spent.value->round_half_up(decimals).to_string();
}

class SpendingCheck {
 public:
  SpendingCheck(const Workspace& merged, const Finance& finance, const MoneyRules& rules,
                Diagnostics& diagnostics)
      : merged_(merged), finance_(finance), rules_(rules), diagnostics_(diagnostics) {}

  void run() {
    for (const AnnexTotal& total : rules_.annex) check_annex(total, total.place);
    if (const Table* table = merged_.find("financial_annex"))
      for (std::size_t row = 0; row < table->rows(); ++row)
        check_annex(annex_in(*table, row), record_place(merged_.evidence, table->row_evidence[row]));
    check_activities();
    check_contracts();
  }

 private:
  void add(std::string id, Severity severity, std::string message, Place place, std::string hint,
           FindingKey key) {
    diagnostics_.add({std::move(id),
                      severity,
                      std::move(message),
                      std::move(place),
                      std::move(hint),
                      {},
                      std::move(key.subject),
                      std::move(key.value)});
  }

  // ---- the financial report ----
  static AnnexTotal annex_in(const Table& table, std::size_t row) {
    return {{table.at("period_first").date(row), table.at("period_last").date(row)},
            text_at(table, "line", row),
            number_at(table, "amount", row),
            number_at(table, "to_date", row),
            {}};
  }

  void check_annex(const AnnexTotal& annex, const Place& place) {
    if (annex.period != finance_.period) return;
    const FinanceRow* row = annex.line.empty() ? &finance_.total : line_called(annex.line);
    const std::string what = annex.line.empty() ? "" : " on line " + annex.line;
    compare("spent" + what, annex.spent, row == nullptr ? Quantity{} : row->period, annex, place);
    compare("spent to date" + what, annex.to_date, row == nullptr ? Quantity{} : row->to_date, annex, place);
  }

  [[nodiscard]] const FinanceRow* line_called(const std::string& id) const {
    for (const FinanceLine& line : finance_.lines)
      if (line.id == id) return &line;
    return nullptr;
  }

  /// Both are rounded to the smallest coin somewhere on their way (M7).
  void compare(const std::string& what, const std::optional<Decimal>& told, const Quantity& counted,
               const AnnexTotal& annex, const Place& place) {
    if (!told) return;
    if (counted.value && !counted.at_least &&
        magnitude(*told - *counted.value) <= smallest_amount(finance_.currency))
      return;
    const std::string ours =
        counted.value ? spent_text(counted, finance_.currency) : std::string("not recorded");
    add("F-01", Severity::block,
        fmt::format("{} in {}: the financial report says {}, the ledger makes {}", what,
                    period_text(annex.period), told->to_string(), ours),
        place,
        "correct one of them; if the ledger is provisional, say so in the workbook of kvali check --to",
        {fmt::format("annex={};{}", period_text(annex.period), what), told->to_string() + " / " + ours});
  }

  // ---- activities ----
  void check_activities() {
    const Table* table = merged_.find("activity");
    const Table* budget = merged_.find("budget_line");
    if (table == nullptr || budget == nullptr) return;
    std::map<std::string, Decimal, std::less<>> spent;
    std::map<std::string, EvidenceId, std::less<>> records;
    for (const FinanceLine& line : finance_.lines) {
      const std::string activity = line.rows.empty() ? "" : text_at(*budget, "activity", line.rows.front());
      if (activity.empty() || !line.to_date.value) continue;
      spent[activity] += *line.to_date.value;
      records[activity] = line.to_date.evidence;
    }
    const std::set<std::string> reported = activities_with_results();
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string id = text_at(*table, "activity_id", row);
      const auto money = spent.find(id);
      if (money == spent.end()) continue;
      const std::string status = text_at(*table, "status", row);
      const Place place = record_place(merged_.evidence, table->row_evidence[row]);
      if (status == "planned" && money->second > Decimal(0))
        add("F-07", Severity::error,
            fmt::format("{} was spent on activity {}, which is said not to have started",
                        money->second.round_half_up(2).to_string(), id),
            place, "correct its status, or the budget line of the payments",
            {"activity=" + id, money->second.to_string()});
      if (money->second.is_zero() && (status == "done" || reported.contains(id)))
        add("F-07", Severity::warning,
            fmt::format("activity {} has results, and nothing was spent on it", id), place,
            "enter the payments, or say who paid for it", {"activity=" + id, "0"});
    }
  }

  /// Activities that figures were reported for.
  [[nodiscard]] std::set<std::string> activities_with_results() const {
    std::set<std::string> ids;
    const Table* table = merged_.find("observation");
    const Column* values = table != nullptr ? table->find("value") : nullptr;
    for (std::size_t row = 0; values != nullptr && row < table->rows(); ++row)
      if (!values->missing(row) && values->decimal(row) > Decimal(0) &&
          table->at("period_last").date(row) <= finance_.period.last)
        ids.insert(text_at(*table, "activity", row));
    ids.erase("");
    return ids;
  }

  // ---- contracts ----
  void check_contracts() {
    const Table* ledger = merged_.find("expenditure");
    if (!rules_.contracts_above || ledger == nullptr) return;
    std::map<std::string, Paid> paid;
    for (const Payment& payment : finance_.all_payments) {
      if (!payment.amount.value) continue;
      std::string contract = text_at(*ledger, "contract", payment.row);
      if (contract.empty()) contract = "document " + text_at(*ledger, "doc_no", payment.row);
      Paid& one = paid[contract];
      one.amount += *payment.amount.value;
      one.record = payment.amount.evidence;
    }
    for (const auto& [contract, one] : paid)
      if (one.amount > *rules_.contracts_above && !is_listed(contract))
        add("F-10", Severity::error,
            fmt::format("{} was paid under {}, which is not in the list of contracts",
                        one.amount.round_half_up(2).to_string(),
                        contract.starts_with("document ") ? contract : "contract " + contract),
            record_place(merged_.evidence, one.record),
            "add it to the table of contracts with its procedure, and map contract in the ledger",
            {"contract=" + contract, one.amount.to_string()});
  }

  [[nodiscard]] bool is_listed(const std::string& contract) const {
    const Table* table = merged_.find("contract");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
      if (text_at(*table, "contract_id", row) == contract) return true;
    return false;
  }

  struct Paid {
    Decimal amount;
    EvidenceId record = 0;
  };

  const Workspace& merged_;
  const Finance& finance_;
  const MoneyRules& rules_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_spending(const Workspace& merged, const Finance& finance, const MoneyRules& rules,
                    Diagnostics& diagnostics) {
  SpendingCheck(merged, finance, rules, diagnostics).run();
}

}  // namespace kvali
