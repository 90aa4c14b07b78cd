#pragma once

#include <map>
#include <span>
#include <vector>

#include "model/indicator_findings.hpp"
#include "model/missing_values.hpp"
#include "model/observation_rows.hpp"
#include "model/row_values.hpp"

namespace kvali {

/// Partners and places that reported an indicator in three of the last four units that were due, and have no
/// row in this one: nobody said that they have nothing to report.  Zero is a report.  Where somebody speaks
/// of all that they are a part of, or of the parts of what they speak of, nobody is missing.
class SilentReporters {
 public:
  SilentReporters() = default;
  /// `rows` are those of one indicator, in order; units that end after `due_until` are not due.
  SilentReporters(const IndicatorRule& rule, const ObservationRows& from, const RowValues& values,
                  std::span<const ObservationRow> rows, Date due_until);

  /// The last row of each that is silent in the unit of which `period` is the last part.
  [[nodiscard]] std::span<const ObservationRow> in(const Period& period) const;

 private:
  std::map<Period, std::vector<ObservationRow>> silent_;
};

/// Whose values the totals of one indicator lack.
class LackingValues {
 public:
  LackingValues(const ObservationRows& from, const RowValues& values) : from_(from), values_(values) {}

  /// `row` is in the period and has no number.
  void add_empty(const ObservationRow& row);
  /// `row` is the last one of somebody who has none in the period.
  void add_silent(const ObservationRow& row, const Period& period);
  /// I-04, once for the indicator.
  void tell(const IndicatorRule& rule, IndicatorFindings& findings) const;

 private:
  const ObservationRows& from_;
  const RowValues& values_;
  MissingValues missing_;
  std::vector<EvidenceId> empty_, silent_;  ///< Records.
};

}  // namespace kvali
