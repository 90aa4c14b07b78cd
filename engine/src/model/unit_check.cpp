#include "model/unit_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

void UnitCheck::check(const ObservationRow& row) {
  const std::string_view unit = values_.unit(row.row);
  if (unit.empty() || (first_ && (first_->told || unit == first_->text))) return;
  const std::string folded = fold_key(unit);
  const bool own = std::find(rule_.units.begin(), rule_.units.end(), folded) != rule_.units.end();
  const std::string& key = own ? rule_.units.front() : folded;
  if (!first_) first_ = Unit{std::string(unit), key, row.period};
  if (first_->key != key) tell(row);
}

void UnitCheck::tell(const ObservationRow& row) {
  first_->told = true;
  const std::string_view unit = values_.unit(row.row);
  const EvidenceId record = values_.evidence(row.row);
  FindingKey key = about(rule_);
  key.subject += ";unit";
  key.value = first_->text + " / " + std::string(unit);
  findings_.add({"I-22", Severity::warning,
                 fmt::format("indicator {}: the unit is '{}' in {} and '{}' in {}", rule_.id, first_->text,
                             period_text(first_->period), unit, period_text(row.period)),
                 std::move(key), "write all values in one unit, or make two indicators of it"},
                std::span(&record, 1));
}

}  // namespace kvali
