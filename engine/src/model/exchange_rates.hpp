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
#include "model/money_rules.hpp"
#include "table/workspace.hpp"

namespace kvali {

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
  ExchangeRates(Workspace& merged, RatePolicy policy, Diagnostics& diagnostics);

  /// The amount in currency `to` at the rate of `when`.  By months: the shortest period with a rate that
  /// holds all of `when`, else the mean of the days of its month.  By days: the latest rate at most
  /// `longest_pause_days` old, because banks publish none on holidays.  Fixed: that of the shortest period
  /// that holds `when`, else the one without a time.  By tranches: the mean of those received by the end of
  /// `when`, weighted by their amounts; before the first one, that one.
  [[nodiscard]] std::optional<Converted> convert(const Money& money, const std::string& to,
                                                 const Period& when);
  /// Rows of `fx_rate` that were used.
  [[nodiscard]] const std::set<std::size_t>& used() const { return used_; }

  static constexpr int longest_pause_days = 10;  ///< 31 December to 8 January, and a weekend.

 private:
  struct Rate {
    std::optional<Period> period;
    Decimal value;
    Decimal weight;  ///< Of a tranche: its amount.
    std::size_t row = 0;
  };
  using Rates = std::vector<Rate>;
  /// A factor, or its inverse, with the rows of `fx_rate` it is the mean of.
  struct Step {
    Decimal rate;
    bool inverse = false;
    std::vector<std::size_t> rows;
  };
  using Direction = std::pair<std::string, std::string>;

  void read(const Table& table, std::size_t row, Diagnostics& diagnostics);
  [[nodiscard]] static std::optional<Step> monthly(const Rates& rates, const Period& when);
  [[nodiscard]] static std::optional<Step> daily(const Rates& rates, const Period& when);
  [[nodiscard]] static std::optional<Step> fixed(const Rates& rates, const Period& when);
  [[nodiscard]] static std::optional<Step> by_tranches(const Rates& rates, const Period& when);
  void report_rivals(const Table& table, const Rate& first, std::size_t row, Diagnostics& diagnostics) const;
  [[nodiscard]] std::optional<Step> step(const Direction& direction, const Period& when) const;
  [[nodiscard]] std::optional<Step> either_way(const std::string& from, const std::string& to,
                                               const Period& when) const;
  [[nodiscard]] std::vector<Step> path(const std::string& from, const std::string& to,
                                       const Period& when) const;

  Workspace& merged_;
  RatePolicy policy_;
  std::map<Direction, Rates> rates_;
  std::set<std::string> currencies_;
  std::set<std::size_t> used_;
};

}  // namespace kvali
