#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/categories.hpp"
#include "model/indicator.hpp"
#include "model/natural_order.hpp"
#include "model/observation_rows.hpp"
#include "model/reported.hpp"
#include "model/row_values.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The reports of one indicator: its totals, and each part of them.
struct IndicatorReports {
  Reports totals;
  std::map<Slice, Reports> slices;                     ///< By one category, and by two at once.
  std::map<std::string, Reports, NaturalLess> places;  ///< By location; "" where no place is said.
  std::map<std::string, std::vector<Period>> lacking;  ///< By location: where somebody's value is missing.
};

/// The time that observations are read for.
struct ObservationTime {
  std::optional<Date> project_start, project_end;
  Date known_until = last_date;  ///< What nobody could know at its end is left out.
  Date due_until = last_date;    ///< Of what ends later nothing is missing yet.
};

/// The merged tables `observation` and `opening`, ordered for reading one indicator after the other.
///
/// A total that was not reported is the sum of a complete disaggregation; one that was reported and differs
/// from it is I-05, and stands.  Several partners or places add up by agg_space, but for a row that is the
/// total of others (StatedTotals); partners that may overlap count once in each place, by the largest.
/// Opening balances are reports of their own.
class Observations {
 public:
  /// The tables of `workspace` must outlive it and stay as they are.
  Observations(std::vector<IndicatorRule> rules, const Workspace& workspace, const ObservationTime& time);

  /// The reports of the rule with this index.
  [[nodiscard]] IndicatorReports read(std::size_t rule, const Evidence& evidence,
                                      Diagnostics& diagnostics) const;
  /// The records of the rule's numbers that are left out because nobody could know them yet.
  [[nodiscard]] std::vector<EvidenceId> left_out(std::size_t rule) const;

 private:
  [[nodiscard]] std::span<const ObservationRow> known(std::span<const ObservationRow> rows) const;

  std::vector<IndicatorRule> rules_;
  ObservationTime time_;
  Categories categories_;
  ObservationRows observed_, opened_;
  std::optional<RowValues> observed_values_, opened_values_;
};

}  // namespace kvali
