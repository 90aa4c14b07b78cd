#include "model/finance_checks.hpp"

#include <fmt/format.h>

#include "model/finance.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

std::string percent_text(const Decimal& share) {
  return (share * Decimal(100)).round_half_up(1).to_string();
}

std::string left_out_text(int amounts) {
  return amounts == 1 ? std::string("an amount is left out")
                      : fmt::format("{} amounts are left out", amounts);
}

}  // namespace

void FinanceChecks::complain(std::string id, Severity severity, std::string message, EvidenceId record,
                             std::string hint) {
  Diagnostic finding;
  finding.id = std::move(id);
  finding.severity = severity;
  finding.message = std::move(message);
  finding.place = record_place(evidence_, record);
  finding.hint = std::move(hint);
  diagnostics_.add(std::move(finding));
}

void FinanceChecks::check_payment(const Entry& entry, const Frame& frame) {
  const std::string what =
      fmt::format("{} on line {} in {}", entry.amount.to_string(), entry.line, period_text(entry.when));
  if (entry.when.first > frame.as_of && later_.amounts++ == 0) later_.record = entry.record;
  if ((frame.project_start && entry.when.first < *frame.project_start) ||
      (frame.project_end && entry.when.last > *frame.project_end))
    complain("F-05", Severity::error, what + " lies outside the project", entry.record,
             "correct the date, or the project's start and end in report.toml");
  if (entry.amount.is_negative() && entry.kind != "refund")
    complain("F-09", Severity::warning, what + " is negative and no refund", entry.record,
             "map kind and write refund, or correct the sign");
}

void FinanceChecks::no_currency(EvidenceId record) {
  if (without_currency_.amounts++ == 0) without_currency_.record = record;
}

void FinanceChecks::unknown_currency(const std::string& code, EvidenceId record) {
  Missing& missing = unknown_[code];
  if (missing.amounts++ == 0) missing.record = record;
}

void FinanceChecks::no_day(const std::string& line, EvidenceId record) {
  complain("D-09", Severity::error, fmt::format("a payment on line {} has neither date nor period", line),
           record, "fill in the date; it is left out until then");
}

void FinanceChecks::no_rate(const std::string& currency, const Period& when, EvidenceId record) {
  if (unknown_.contains(currency)) return;  // Told as that.
  const Period month = period_around(when.last, PeriodKind::month);
  Missing& missing = without_rate_[{currency, contains(month, when) ? month : when}];
  if (missing.amounts++ == 0) missing.record = record;
}

void FinanceChecks::covered(const std::string& line, int payments, EvidenceId record) {
  complain("D-10", Severity::warning,
           fmt::format("{} of line {} {} in its opening balance already",
                       payments == 1 ? std::string("a payment") : fmt::format("{} payments", payments), line,
                       payments == 1 ? "is" : "are"),
           record, "it is counted once; correct as_of of the opening balance if that is wrong");
}

void FinanceChecks::heading_differs(const Quantity& own, const Quantity& lines) {
  complain("F-11", Severity::warning,
           fmt::format("the budget of a heading is {}, its lines add up to {}", own.value->to_string(),
                       lines.value->to_string()),
           own.evidence, "correct one of them; the lines are taken");
}

void FinanceChecks::report_rates(const std::string& currency) {
  if (without_currency_.amounts > 0)
    complain("F-04", Severity::error, "no currency: " + left_out_text(without_currency_.amounts),
             without_currency_.record, "fill in the currency, or map currency = { const = \"EUR\" }");
  for (const auto& [code, missing] : unknown_)
    complain("D-04", Severity::error,
             fmt::format("there is no currency '{}'; {}", code, left_out_text(missing.amounts)),
             missing.record, "write the code of ISO 4217, such as GEL or EUR");
  for (const auto& [which, missing] : without_rate_) {
    if (currency.empty())
      complain("F-04", Severity::error,
               fmt::format("the report has no currency; {}", left_out_text(missing.amounts)), missing.record,
               "write currency = \"EUR\" below [project]");
    else
      complain("F-04", Severity::error,
               fmt::format("no exchange rate from {} to {} for {}; {}", which.first, currency,
                           period_text(which.second), left_out_text(missing.amounts)),
               missing.record, "add it to the table fx_rate");
  }
}

void FinanceChecks::check(const Finance& finance, const Frame& frame) {
  // A ledger is kept on while the month before is reported: no mistake in itself.
  if (later_.amounts > 0)
    complain("F-08", Severity::info,
             fmt::format("the data stand at {}, and payments are dated later; {}", iso_text(frame.as_of),
                         left_out_text(later_.amounts)),
             later_.record, "nothing, if they belong to a later report; else correct the date");
  const auto over = [](const FinanceRow& row, int percent) {
    return row.share.value && *row.share.value * Decimal(100) > Decimal(100 + percent);
  };
  for (const FinanceLine& line : finance.lines)
    if (over(line, 0))
      complain("F-02", Severity::error,
               fmt::format("budget line {} is overspent: {}% of what was approved", line.id,
                           percent_text(*line.share.value)),
               line.approved.evidence, "book it elsewhere, or ask for an amendment");
  for (const FinanceHeading& heading : finance.headings)
    if (over(heading, shift_percent))
      complain("F-03", Severity::error,
               fmt::format("the heading of budget line {} is overspent: {}% of what was approved",
                           finance.lines[heading.first_line].id, percent_text(*heading.share.value)),
               heading.approved.evidence,
               fmt::format("a shift of more than {}% needs an amendment", shift_percent));
  if (!finance.total.share.value || !frame.project_start || !frame.project_end ||
      *frame.project_end < *frame.project_start)
    return;
  const Decimal elapsed = elapsed_share({*frame.project_start, *frame.project_end}, frame.period.last);
  if (magnitude(*finance.total.share.value - elapsed) * Decimal(100) > Decimal(burn_points))
    complain("F-06", Severity::warning,
             fmt::format("{}% of the budget is spent and {}% of the time has passed",
                         percent_text(*finance.total.share.value), percent_text(elapsed)),
             finance.total.approved.evidence, "say why, or correct the ledger");
}

}  // namespace kvali
