#pragma once

#include <map>
#include <string>
#include <utility>

#include "base/diagnostic.hpp"
#include "model/figures.hpp"
#include "model/money_rules.hpp"

namespace kvali {

struct Finance;
struct FinanceRow;

/// Findings on money.  What concerns many records alike is told once, with their number.
class FinanceChecks {
 public:
  FinanceChecks(const Evidence& evidence, const MoneyRules& rules, Diagnostics& diagnostics)
      : evidence_(evidence), rules_(rules), diagnostics_(diagnostics) {}

  /// A row of `expenditure` as it was booked.
  struct Entry {
    Decimal amount;
    std::string kind;
    Period when;
    std::string line, document;
    EvidenceId record = 0;
  };
  /// F-05 outside the project, F-09 negative and no refund; counts what check() tells as F-08.
  void check_payment(const Entry& entry, const Frame& frame);

  void no_currency(EvidenceId record);
  void unknown_currency(const std::string& code, EvidenceId record);
  /// Counts amounts that nobody can pay, which check() tells as F-13.
  void check_digits(const Decimal& amount, const std::string& currency, EvidenceId record);
  void no_day(const std::string& line, const Decimal& amount, EvidenceId record);
  void no_rate(const std::string& currency, const Period& when, EvidenceId record);
  void covered(const std::string& line, int payments, EvidenceId record);
  void heading_differs(const std::string& subject, const Quantity& own, const Quantity& lines);
  /// F-04, one for each currency and month without a rate.
  void report_rates(const std::string& currency);
  /// F-02 overspent lines, F-03 headings, F-06 the pace of spending, F-08 payments after the report's day,
  /// F-12 lines and headings that want a reason, F-13 amounts finer than their currency.
  void check(const Finance& finance, const Frame& frame);

 private:
  struct Missing {
    int amounts = 0;
    EvidenceId record = 0;
  };
  struct Finer {
    int amounts = 0;
    Decimal first;
    EvidenceId record = 0;
  };
  struct Told {
    std::string id;
    Severity severity = Severity::error;
    std::string message, hint;
    FindingKey key;
  };
  void complain(Told told, EvidenceId record);
  void tell_finer_amounts();
  void check_lines(const Finance& finance);
  void check_headings(const Finance& finance);
  void check_pace(const Finance& finance, const Frame& frame);
  void check_variance(const FinanceRow& row, const std::string& subject, const Decimal& elapsed,
                      const Period& period);

  const Evidence& evidence_;
  const MoneyRules& rules_;
  Diagnostics& diagnostics_;
  std::map<std::pair<std::string, Period>, Missing> without_rate_;
  std::map<std::string, Missing> unknown_;
  std::map<std::string, Finer> finer_;  ///< By currency.
  Missing without_currency_;
  Missing later_;
};

}  // namespace kvali
