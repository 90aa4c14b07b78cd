#include "model/finance_draft.hpp"

#include <fmt/format.h>

namespace kvali {

namespace {

/// The currency that all amounts of the workspace are in, or "".
std::string only_currency(const Workspace& merged) {
  std::set<std::string> seen;
  for (const char* name : {"budget_line", "expenditure", "opening"}) {
    const Table* table = merged.find(name);
    const Column* column = table != nullptr ? table->find("currency") : nullptr;
    for (std::size_t row = 0; column != nullptr && row < column->size(); ++row)
      if (!column->missing(row)) seen.insert(currency_code(column->text(row)));
  }
  return seen.size() == 1 ? *seen.begin() : std::string{};
}

}  // namespace

FinanceDraft::FinanceDraft(Workspace& workspace, const Frame& time, const MoneyRules& rules,
                           Diagnostics& findings)
    : merged(workspace),
      frame(time),
      diagnostics(findings),
      rates(workspace, rules.rates, findings),
      checks(workspace.evidence, rules, findings) {
  finance.period = time.period;
  finance.currency = currency_code(rules.currency);
  if (finance.currency.empty()) finance.currency = only_currency(workspace);
}

FinanceDraft::Amount FinanceDraft::amount_of(const Table& table, std::size_t row, const Period& when) {
  Amount result;
  const Column& amounts = table.at("amount");
  const EvidenceId record = table.evidence(amounts, row);
  const std::string currency = currency_in(table, row, record);
  if (currency.empty()) {
    result.left_out = amounts.decimal(row).to_string();
    return result;
  }
  checks.check_digits(amounts.decimal(row), currency, record);
  const auto converted = rates.convert({amounts.decimal(row), currency}, finance.currency, when);
  if (!converted) {
    checks.no_rate(currency, when, record);
    result.left_out = fmt::format("{} {}", amounts.decimal(row).to_string(), currency);
    return result;
  }
  const EvidenceId both[] = {record, converted->rate};
  result.value = converted->amount;
  result.evidence = merged.evidence.join(both);
  return result;
}

/// The currency of a row; a table without such a column is in the report's.
std::string FinanceDraft::currency_in(const Table& table, std::size_t row, EvidenceId record) {
  const Column* column = table.find("currency");
  if (column == nullptr) {
    if (finance.currency.empty()) checks.no_currency(record);
    return finance.currency;
  }
  std::string code = column->missing(row) ? std::string{} : currency_code(column->text(row));
  if (code.empty())
    checks.no_currency(record);
  else if (!is_currency(code))
    checks.unknown_currency(code, record);
  return code;
}

std::size_t FinanceDraft::line_of(const std::string& id) {
  const auto [it, added] = index_.emplace(id, finance.lines.size());
  if (added) {
    finance.lines.emplace_back().id = id;
    sums.emplace_back();
    finance.lines.back().approved.mark = Mark::not_applicable;
  }
  return it->second;
}

const std::size_t* FinanceDraft::find(std::string_view id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : &it->second;
}

const Table& FinanceDraft::budget() const {
  static const Table none("budget_line");
  const Table* table = merged.find("budget_line");
  return table != nullptr ? *table : none;
}

std::string all_texts(const Table& table, std::string_view field, std::size_t row) {
  std::string texts;
  for (const Column& column : table.columns()) {
    const std::string_view name = column.name();
    if (name.substr(0, name.find('@')) == field && !column.missing(row))
      texts += std::string(name) + '=' + std::string(column.text(row)) + '\n';
  }
  return texts;
}

std::string line_code(const Table& table, std::size_t row) {
  const std::string code = canonical_text(table.scalar("code", row));
  return code.empty() ? canonical_text(table.scalar("line_id", row)) : code;
}

}  // namespace kvali
