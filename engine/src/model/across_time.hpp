#pragma once

#include <optional>
#include <vector>

#include "model/indicator.hpp"
#include "model/reported.hpp"

namespace kvali {

/// The reports of `period` that its value is made of, and those of the value up to the end of `day`, in the
/// order of time.  Not for values that count from the project's start.
[[nodiscard]] std::vector<const Reported*> parts_in(const IndicatorRule& rule, const Reports& reports,
                                                    const Period& period);
[[nodiscard]] std::vector<const Reported*> parts_to_date(const IndicatorRule& rule, const Reports& reports,
                                                         Date day, std::optional<Date> project_start);
/// Of cumulative values: the last one up to the end of `day`, or null.
[[nodiscard]] const Reported* last_until(const Reports& reports, Date day);

/// Do values of several periods add up?
[[nodiscard]] inline bool adds_over_time(const IndicatorRule& rule) {
  return rule.agg_time == "ratio" || (rule.agg_time == "sum" && !rule.cumulative);
}
/// Do parts that would be added up have days in common?  Nobody knows what they make together.
[[nodiscard]] bool share_days(const IndicatorRule& rule, const std::vector<const Reported*>& parts);

/// The value for `period`, by the rule's agg_time.  A value counts if its own period lies within; one that
/// straddles is not prorated, and belongs to where it ends only if the rule says so (M11).
[[nodiscard]] Quantity value_in(const IndicatorRule& rule, const Reports& reports, const Period& period,
                                std::optional<Date> project_start, Evidence& evidence);

/// The value from the project's start to the end of `day`.
[[nodiscard]] Quantity value_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                                     Evidence& evidence, std::optional<Date> project_start = {});

}  // namespace kvali
