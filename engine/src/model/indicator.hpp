#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// A number with the records behind it, or a mark that says why there is none.
struct Quantity {
  std::optional<Decimal> value;
  Mark mark = Mark::not_recorded;
  EvidenceId evidence = 0;

  [[nodiscard]] Scalar scalar() const { return value ? Scalar{*value} : Scalar{mark}; }
};

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
  PeriodKind frequency = PeriodKind::month;
  Quantity baseline;
};

/// One value reported for a period: a number, or numerator and denominator.
struct Reported {
  Period period;
  std::optional<Decimal> value, num, den;
  EvidenceId evidence = 0;
  std::vector<std::size_t> notes;  ///< Rows of `observation` that say something about the value.
  std::vector<std::size_t> texts;  ///< Rows of `observation` whose text is the value.
  std::set<std::string> ids;       ///< Whom the value counts, where records say it.
  std::optional<Decimal> stated;   ///< The total to date as the record itself gives it.
  /// Reported before Kvali, up to the period's end: part of every total to date from then on.
  bool opening = false;
};

/// All values of one indicator or of one of its categories, one per period, in order of time.
using Reports = std::vector<Reported>;

/// The value for `period`, by the rule's agg_time.
[[nodiscard]] Quantity value_in(const IndicatorRule& rule, const Reports& reports, const Period& period,
                                std::optional<Date> project_start, Evidence& evidence);

/// The value from the project's start to the end of `day`.
[[nodiscard]] Quantity value_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                                     Evidence& evidence, std::optional<Date> project_start = {});

/// (A - B) / (T - B) where direction is down or `adjusted` asks for it, else A / T.  Not applicable without
/// a target, or where the denominator is zero, or without the baseline that it counts from.
[[nodiscard]] Quantity achievement(const IndicatorRule& rule, const Quantity& actual, const Quantity& target,
                                   Evidence& evidence, bool adjusted = false);

/// (A - T) / |T|; not applicable where T is zero.
[[nodiscard]] Quantity deviation(const Quantity& actual, const Quantity& target, Evidence& evidence);

/// The key of a finding about an indicator, or about its value in a period.
[[nodiscard]] FindingKey about(const IndicatorRule& rule);
[[nodiscard]] FindingKey about(const IndicatorRule& rule, const Period& period, std::string value = {});

}  // namespace kvali
