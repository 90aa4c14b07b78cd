#include "model/finance.hpp"

#include "model/finance_draft.hpp"

namespace kvali {

std::optional<Decimal> elapsed_at_end(const Frame& frame) {
  if (!frame.project_start || !frame.project_end || *frame.project_end < *frame.project_start)
    return std::nullopt;
  return elapsed_share({*frame.project_start, *frame.project_end}, frame.period.last);
}

std::string subject_of(const FinanceLine& line) {
  return "line=" + line.id;
}

std::string subject_of(const Finance& finance, const FinanceHeading& heading) {
  // Its id, or its name in each language; the English one where there is one.
  std::string name = finance.lines[heading.first_line].heading;
  const std::size_t english = name.find("@en=");
  if (const std::size_t at = english != name.npos ? english + 3 : name.find('='); at != name.npos)
    name = name.substr(at + 1, name.find('\n', at) - at - 1);
  return "heading=" + name;
}

Finance compute_finance(Workspace& merged, const Frame& frame, const MoneyRules& rules,
                        Diagnostics& diagnostics) {
  FinanceDraft draft(merged, frame, rules, diagnostics);
  read_budget(draft);
  read_spending(draft);
  add_totals(draft);
  draft.checks.report_rates(draft.finance.currency);
  draft.checks.check(draft.finance, frame);
  draft.finance.rates.assign(draft.rates.used().begin(), draft.rates.used().end());
  return std::move(draft.finance);
}

}  // namespace kvali
