#include "model/carried_values.hpp"

#include <fmt/format.h>

namespace kvali {

void CarriedValues::keep(std::uint32_t reporter, const Period& period, const Laid& value) {
  last_[reporter] = {period, value};
}

void CarriedValues::add_to(Laid& total, std::span<const ObservationRow> rows, const StatedTotals& stated,
                           Across how) {
  const Period& period = rows.front().period;
  for (const auto& [reporter, last] : last_) {
    if (last.period.last >= period.first || stated.is_told_by(reporter, rows)) continue;
    total.add(last.value.without_notes(), how);
    if (period.last > due_until_) continue;
    missing_.add(from_.reporter(reporter).text(), period);
    records_.insert(records_.end(), last.value.evidence().begin(), last.value.evidence().end());
  }
}

void CarriedValues::tell(IndicatorFindings& findings) const {
  if (missing_.empty()) return;
  FindingKey key = about(rule_);
  key.subject += ";carried";
  key.value = missing_.text();
  findings.add({"I-04", Severity::error,
                missing_.is_one_list()
                    ? fmt::format("indicator {} has no value of {} for {}; the last one before stands in",
                                  rule_.id, missing_.names(), missing_.periods())
                    : fmt::format("indicator {} lacks values: {}; the last one before stands in", rule_.id,
                                  missing_.text()),
                std::move(key), "enter it; write 0 if nothing is left"},
               records_);
}

}  // namespace kvali
