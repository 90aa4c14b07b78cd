#include "model/finance_checks.hpp"

#include <fmt/format.h>

#include "model/finance.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

std::string percent_text(const Decimal& share) {
  return (share * Decimal(100)).round_half_up(1).to_string();
}

std::string percent_text(const Quantity& share) {
  if (!share.at_least) return percent_text(*share.value);
  return (*share.value * Decimal(100)).round_down(1).to_string();
}

std::string left_out_text(int amounts) {
  return amounts == 1 ? std::string("an amount is left out")
                      : fmt::format("{} amounts are left out", amounts);
}

/// How far `now` is from `before`, as a share of it.
std::optional<Decimal> shift(const Quantity& before, const Quantity& now) {
  if (!before.value || !now.value || before.at_least || now.at_least) return std::nullopt;
  return divide(magnitude(*now.value - *before.value), *before.value);
}

/// A share of at least so much may be ahead of the time that has passed, and is not known to be behind it.
bool tells_pace(const FinanceRow& row, const Decimal& elapsed) {
  return row.share.value && (!row.share.at_least || *row.share.value > elapsed);
}

bool beyond(const std::optional<Decimal>& share, int percent) {
  return share && *share * Decimal(100) > Decimal(percent);
}

}  // namespace

void FinanceChecks::complain(Told told, EvidenceId record) {
  Diagnostic finding;
  finding.id = std::move(told.id);
  finding.severity = told.severity;
  finding.message = std::move(told.message);
  finding.place = record_place(evidence_, record);
  finding.hint = std::move(told.hint);
  finding.subject = std::move(told.key.subject);
  finding.value = std::move(told.key.value);
  diagnostics_.add(std::move(finding));
}

void FinanceChecks::check_payment(const Entry& entry, const Frame& frame) {
  const std::string what =
      fmt::format("{} on line {} in {}", entry.amount.to_string(), entry.line, period_text(entry.when));
  std::string subject = fmt::format("line={};period={}", entry.line, period_text(entry.when));
  if (!entry.document.empty()) subject += ";document=" + entry.document;
  const FindingKey key{std::move(subject), entry.amount.to_string()};
  if (entry.when.first > frame.as_of && later_.amounts++ == 0) later_.record = entry.record;
  if ((frame.project_start && entry.when.first < *frame.project_start) ||
      (frame.project_end && entry.when.last > *frame.project_end))
    complain({"F-05", Severity::error, what + " lies outside the project",
              "correct the date, or the project's start and end in report.toml", key},
             entry.record);
  if (entry.amount.is_negative() && entry.kind != "refund")
    complain({"F-09", Severity::warning, what + " is negative and no refund",
              "map kind and write refund, or correct the sign", key},
             entry.record);
}

void FinanceChecks::no_currency(EvidenceId record) {
  if (without_currency_.amounts++ == 0) without_currency_.record = record;
}

void FinanceChecks::unknown_currency(const std::string& code, EvidenceId record) {
  Missing& missing = unknown_[code];
  if (missing.amounts++ == 0) missing.record = record;
}

void FinanceChecks::check_digits(const Decimal& amount, const std::string& currency, EvidenceId record) {
  if (!is_currency(currency) || amount.round_half_up(minor_units(currency)) == amount) return;
  Finer& finer = finer_[currency];
  if (finer.amounts++ > 0) return;
  finer.first = amount;
  finer.record = record;
}

void FinanceChecks::tell_finer_amounts() {
  for (const auto& [currency, finer] : finer_) {
    const std::string smallest = smallest_amount(currency).to_string();
    const std::string first = finer.first.to_string();
    complain({"F-13",
              Severity::warning,
              finer.amounts == 1
                  ? fmt::format("{} {} is finer than the smallest amount of the currency, {}", first,
                                currency, smallest)
                  : fmt::format("{} amounts in {} are finer than its smallest amount, {}; the first is {}",
                                finer.amounts, currency, smallest, first),
              "write what was paid; what a formula makes is rounded in the table, not in the report",
              {"digits=" + currency, finer.amounts == 1 ? first : std::to_string(finer.amounts)}},
             finer.record);
  }
}

void FinanceChecks::no_day(const std::string& line, const Decimal& amount, EvidenceId record) {
  complain({"D-09",
            Severity::error,
            fmt::format("a payment on line {} has neither date nor period", line),
            "fill in the date; it is left out until then",
            {"line=" + line + ";undated", amount.to_string()}},
           record);
}

void FinanceChecks::no_rate(const std::string& currency, const Period& when, EvidenceId record) {
  if (unknown_.contains(currency)) return;  // Told as that.
  const Period month = period_around(when.last, PeriodKind::month);
  Missing& missing = without_rate_[{currency, contains(month, when) ? month : when}];
  if (missing.amounts++ == 0) missing.record = record;
}

void FinanceChecks::covered(const std::string& line, int payments, EvidenceId record) {
  complain({"D-10",
            Severity::warning,
            fmt::format("{} of line {} {} in its opening balance already",
                        payments == 1 ? std::string("a payment") : fmt::format("{} payments", payments), line,
                        payments == 1 ? "is" : "are"),
            "it is counted once; correct as_of of the opening balance if that is wrong",
            {"line=" + line, std::to_string(payments)}},
           record);
}

void FinanceChecks::heading_differs(const std::string& subject, const Quantity& own, const Quantity& lines) {
  complain({"F-11",
            Severity::warning,
            fmt::format("the budget of a heading is {}, its lines add up to {}", own.value->to_string(),
                        lines.value->to_string()),
            "correct one of them; the lines are taken",
            {subject, own.value->to_string() + " / " + lines.value->to_string()}},
           own.evidence);
}

void FinanceChecks::report_rates(const std::string& currency) {
  if (without_currency_.amounts > 0)
    complain({"F-04",
              Severity::error,
              "no currency: " + left_out_text(without_currency_.amounts),
              "fill in the currency, or map currency = { const = \"EUR\" }",
              {"currency", std::to_string(without_currency_.amounts)}},
             without_currency_.record);
  for (const auto& [code, missing] : unknown_)
    complain({"D-04",
              Severity::error,
              fmt::format("there is no currency '{}'; {}", code, left_out_text(missing.amounts)),
              "write the code of ISO 4217, such as GEL or EUR",
              {"currency=" + code, std::to_string(missing.amounts)}},
             missing.record);
  for (const auto& [which, missing] : without_rate_) {
    FindingKey key{fmt::format("rate={};period={}", which.first, period_text(which.second)),
                   std::to_string(missing.amounts)};
    if (currency.empty())
      complain({"F-04", Severity::error,
                fmt::format("the report has no currency; {}", left_out_text(missing.amounts)),
                "write currency = \"EUR\" below [project]", std::move(key)},
               missing.record);
    else
      complain({"F-04", Severity::error,
                fmt::format("no exchange rate from {} to {} for {}; {}", which.first, currency,
                            period_text(which.second), left_out_text(missing.amounts)),
                "add it to the table fx_rate", std::move(key)},
               missing.record);
  }
}

void FinanceChecks::check(const Finance& finance, const Frame& frame) {
  // A ledger is kept on while the month before is reported: no mistake in itself.
  if (later_.amounts > 0)
    complain({"F-08",
              Severity::info,
              fmt::format("the data stand at {}, and payments are dated later; {}", iso_text(frame.as_of),
                          left_out_text(later_.amounts)),
              "nothing, if they belong to a later report; else correct the date",
              {"later", std::to_string(later_.amounts)}},
             later_.record);
  tell_finer_amounts();
  check_lines(finance);
  check_headings(finance);
  check_pace(finance, frame);
}

void FinanceChecks::check_lines(const Finance& finance) {
  for (const FinanceLine& line : finance.lines)
    if (beyond(line.share.value, 100))
      complain({"F-02",
                Severity::error,
                fmt::format("budget line {} is overspent: {}% of what was approved", line.id,
                            percent_text(line.share)),
                "book it elsewhere, or ask for an amendment",
                {subject_of(line), percent_text(line.share)}},
               line.approved.evidence);
}

void FinanceChecks::check_headings(const Finance& finance) {
  const std::string hint = fmt::format("a shift of more than {}% needs an amendment", rules_.shift_percent);
  for (const FinanceHeading& heading : finance.headings) {
    const std::string& line = finance.lines[heading.first_line].id;
    if (beyond(heading.share.value, 100 + rules_.shift_percent))
      complain({"F-03",
                Severity::error,
                fmt::format("the heading of budget line {} is overspent: {}% of what was approved", line,
                            percent_text(heading.share)),
                hint,
                {subject_of(finance, heading), percent_text(heading.share)}},
               heading.approved.evidence);
    const auto moved = shift(heading.agreed, heading.approved);
    if (beyond(moved, rules_.shift_percent))
      complain(
          {"F-03",
           Severity::error,
           fmt::format("the heading of budget line {} was moved by {}% without an amendment: from {} to {}",
                       line, percent_text(*moved), heading.agreed.value->to_string(),
                       heading.approved.value->to_string()),
           hint,
           {subject_of(finance, heading) + ";shift", percent_text(*moved)}},
          heading.approved.evidence);
  }
}

void FinanceChecks::check_pace(const Finance& finance, const Frame& frame) {
  const auto elapsed = elapsed_at_end(frame);
  if (!elapsed) return;
  const Quantity& share = finance.total.share;
  if (tells_pace(finance.total, *elapsed) &&
      magnitude(*share.value - *elapsed) * Decimal(100) > Decimal(rules_.burn_points))
    complain({"F-06",
              Severity::warning,
              fmt::format("{}% of the budget is spent and {}% of the time has passed", percent_text(share),
                          percent_text(*elapsed)),
              "say why, or correct the ledger",
              {"finance;period=" + period_text(frame.period), percent_text(share)}},
             finance.total.approved.evidence);
  for (const FinanceLine& line : finance.lines)
    if (line.notes.empty()) check_variance(line, subject_of(line), *elapsed, frame.period);
  for (const FinanceHeading& heading : finance.headings)
    check_variance(heading, subject_of(finance, heading), *elapsed, frame.period);
}

void FinanceChecks::check_variance(const FinanceRow& row, const std::string& subject, const Decimal& elapsed,
                                   const Period& period) {
  if (!rules_.variance_points || !tells_pace(row, elapsed)) return;
  if (magnitude(*row.share.value - elapsed) * Decimal(100) <= Decimal(*rules_.variance_points)) return;
  const std::size_t equals = subject.find('=');
  complain({"F-12",
            Severity::warning,
            fmt::format("{} {}: {}% is spent and {}% of the time has passed, without a reason",
                        subject.substr(0, equals) == "line" ? "budget line" : "heading",
                        subject.substr(equals + 1), percent_text(row.share), percent_text(elapsed)),
            "write the reason into the workbook of kvali check --to, or into a note on a payment",
            {subject + ";period=" + period_text(period), percent_text(row.share)}},
           row.approved.evidence);
}

}  // namespace kvali
