#pragma once

#include <map>
#include <span>

#include "model/across_space.hpp"
#include "model/indicator_findings.hpp"
#include "model/missing_values.hpp"
#include "model/observation_rows.hpp"
#include "model/stated_totals.hpp"

namespace kvali {

/// The last value of every place and partner of one indicator: what is counted from the beginning, and what
/// is there at the moment, does not vanish because a place was late.
class CarriedValues {
 public:
  CarriedValues(const IndicatorRule& rule, const ObservationRows& from, Date due_until)
      : rule_(rule), from_(from), due_until_(due_until) {}

  void keep(std::uint32_t reporter, const Period& period, const Laid& value);
  /// Adds the last values of those who say nothing in the period of `rows`, and who are not in what `stated`
  /// tells.
  void add_to(Laid& total, std::span<const ObservationRow> rows, const StatedTotals& stated, Across how);
  /// I-04, once for the indicator: where an earlier value stands in.
  void tell(IndicatorFindings& findings) const;

 private:
  struct Last {
    Period period;
    Laid value;
  };

  const IndicatorRule& rule_;
  const ObservationRows& from_;
  Date due_until_;
  std::map<std::uint32_t, Last> last_;  ///< Of each reporter, as far as they have been read.
  MissingValues missing_;
  std::vector<EvidenceId> records_;  ///< Of the values that stood in.
};

}  // namespace kvali
