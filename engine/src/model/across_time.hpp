#pragma once

#include <optional>

#include "model/indicator.hpp"
#include "model/reported.hpp"

namespace kvali {

/// The value for `period`, by the rule's agg_time.  A value counts if its own period lies within; one that
/// straddles is not prorated, and belongs to where it ends only if the rule says so (M11).
[[nodiscard]] Quantity value_in(const IndicatorRule& rule, const Reports& reports, const Period& period,
                                std::optional<Date> project_start, Evidence& evidence);

/// The value from the project's start to the end of `day`.
[[nodiscard]] Quantity value_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                                     Evidence& evidence, std::optional<Date> project_start = {});

}  // namespace kvali
