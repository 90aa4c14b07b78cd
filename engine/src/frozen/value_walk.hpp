#pragma once

#include <string>

#include "frozen/frozen_report.hpp"
#include "model/observations.hpp"

namespace kvali {

/// Calls `body(key, report)` for every value of an indicator in periods up to `day`: of everybody, of each
/// group of people, of each place.
template <class Body>
void each_value(const std::string& indicator, const IndicatorReports& reports, Date day, Body body) {
  const auto walk = [&](const FigureKey& key, const Reports& from) {
    for (const Reported& report : from)
      if (report.period.last <= day && (report.value || report.num || report.den)) body(key, report);
  };
  walk({indicator, {}, {}}, reports.totals);
  for (const auto& [slice, from] : reports.slices)
    if (slice.size() == 1) walk({indicator, key_text(slice), {}}, from);
  for (const auto& [place, from] : reports.places)
    if (!place.empty()) walk({indicator, {}, place}, from);
}

/// Twelve digits that are others when the notes on a value are; "" without notes.
[[nodiscard]] std::string note_mark(const Workspace& merged, const std::vector<std::uint32_t>& rows);

}  // namespace kvali
