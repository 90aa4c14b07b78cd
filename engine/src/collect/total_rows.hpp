#pragma once

#include <string_view>

#include "collect/map_plan.hpp"

namespace kvali {

/// Does a cell read like the label of a sum: "Subtotal 1", "Total:", "სულ", "შუალედური ჯამი"?  A title
/// such as "Total number of people trained" does not.
[[nodiscard]] bool reads_like_total(std::string_view cell);

/// One warning (D-11) with the line to add if rows that no rule skips look like sums of others.
void report_totals(const RawTable& raw, const RawColumns& columns, const MapPlan& plan,
                   const MapContext& context);

}  // namespace kvali
