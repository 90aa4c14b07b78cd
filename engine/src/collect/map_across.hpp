#pragma once

#include <string>
#include <utility>
#include <vector>

#include "collect/map_plan.hpp"

namespace kvali {

/// What the columns across are to be matched with.
struct AcrossWanted {
  const RawColumns& columns;
  const Schema& schema;
  const TableMap& map;
  const MapContext& context;
  /// Fields that stand in columns across, by the heading each has there.
  std::vector<std::pair<std::string, const FieldMap*>> measures;
};

/// The field whose values stand across: "value", or "amount"; null where the table has neither.
[[nodiscard]] const Field* measure_of(const Schema& schema);

/// Do months stand across, or the categories of a dimension?
[[nodiscard]] bool is_across(const TableMap& map);

/// Fills plan.across from the columns that plan.used does not have.  False after a finding.
[[nodiscard]] bool plan_across(const AcrossWanted& wanted, MapPlan& plan);

}  // namespace kvali
