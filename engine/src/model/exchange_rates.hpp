#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// In which currency a report speaks, and which rate turns others into it.  The donor's agreement says
/// both.
struct MoneyRules {
  std::string currency;  ///< ISO 4217; "" = the one that all amounts are in.
  bool daily = false;    ///< The rate of the day of a payment, else of its month.
};

/// An amount in the report's currency with the record of the rate behind it.
struct Converted {
  Decimal amount;
  EvidenceId rate = 0;  ///< 0 where nothing had to be converted.
};

/// The day or the period that a row of money is about, from `date` or `period`; nothing if it says neither.
[[nodiscard]] std::optional<Period> time_of_row(const Table& table, std::size_t row);

/// The rates of the table `fx_rate`.  One way serves both ways (1 EUR = 3.18 GEL), and a third currency
/// between two others, as national banks publish their rates.  Nothing is ever guessed: where there is
/// no rate there is no amount.
class ExchangeRates {
 public:
  ExchangeRates(Workspace& merged, bool daily, Diagnostics& diagnostics);

  /// The amount in currency `to` at the rate of `when`.  By months: the shortest period with a rate that
  /// holds all of `when`, else the mean of the days of its month.  By days: the latest rate at most
  /// `longest_pause_days` old, because banks publish none on holidays.
  [[nodiscard]] std::optional<Converted> convert(const Money& money, const std::string& to,
                                                 const Period& when);
  /// Rows of `fx_rate` that were used.
  [[nodiscard]] const std::set<std::size_t>& used() const { return used_; }

  static constexpr int longest_pause_days = 10;  ///< 31 December to 8 January, and a weekend.

 private:
  struct Rate {
    Period period;
    Decimal value;
    std::size_t row = 0;
  };
  /// A factor, or its inverse, with the rows of `fx_rate` it is the mean of.
  struct Step {
    Decimal rate;
    bool inverse = false;
    std::vector<std::size_t> rows;
  };
  using Direction = std::pair<std::string, std::string>;

  void read(const Table& table, std::size_t row, Diagnostics& diagnostics);
  [[nodiscard]] std::optional<Step> step(const Direction& direction, const Period& when) const;
  [[nodiscard]] std::optional<Step> either_way(const std::string& from, const std::string& to,
                                               const Period& when) const;
  [[nodiscard]] std::vector<Step> path(const std::string& from, const std::string& to,
                                       const Period& when) const;

  Workspace& merged_;
  bool daily_;
  std::map<Direction, std::vector<Rate>> rates_;
  std::set<std::string> currencies_;
  std::set<std::size_t> used_;
};

}  // namespace kvali
