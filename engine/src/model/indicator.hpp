#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "model/quantity.hpp"
#include "table/table.hpp"

namespace kvali {

/// How an indicator is computed (domain.md, sections 2.1 and 4).
struct IndicatorRule {
  std::string id;
  std::string measure = "unit";
  std::string direction = "up";
  std::string agg_time = "sum";
  std::string agg_space = "sum";
  bool cumulative = false;      ///< The values reported are cumulative.
  std::optional<int> decimals;  ///< Digits behind the point; nothing: not said.
  bool overlap = false;         ///< Partners may count the same persons: max, not sum.
  bool by_end_date = false;     ///< A value that straddles two periods belongs to where it ends (M11).
  PeriodKind frequency = PeriodKind::month;
  Quantity baseline;
  std::vector<std::string> units;  ///< Its unit in each language, folded.
  std::string unique_of;           ///< The indicator whose persons this one counts once, by its id; or "".

  /// Counted or paid from the project's start on, so that it begins at nothing.
  [[nodiscard]] bool counts_up() const { return agg_time == "sum" || agg_time == "distinct"; }
  /// Each value counts from the project's start, so that what is new is its growth.
  [[nodiscard]] bool counts_from_start() const { return cumulative && counts_up(); }
};

/// The rule of a row of the merged table `indicator`; what it does not say is as people usually mean it.
[[nodiscard]] IndicatorRule indicator_rule(const Table& indicators, std::size_t row);

/// `num` of `den` as the indicator shows it: 35 of 90 is 38.9 where it is a percentage.  Nothing where
/// `den` is zero.
[[nodiscard]] std::optional<Decimal> ratio_of(const IndicatorRule& rule, const Decimal& num,
                                              const Decimal& den);

/// The key of a finding about an indicator, or about its value in a period.
[[nodiscard]] FindingKey about(const IndicatorRule& rule);
[[nodiscard]] FindingKey about(const IndicatorRule& rule, const Period& period, std::string value = {});

}  // namespace kvali
