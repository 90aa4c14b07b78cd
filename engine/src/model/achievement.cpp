#include "model/achievement.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

bool from_baseline(const IndicatorRule& rule, bool adjusted) {
  return rule.direction == "down" || adjusted;
}

}  // namespace

Quantity achievement(const IndicatorRule& rule, const Quantity& actual, const Quantity& target,
                     Evidence& evidence, bool adjusted) {
  const std::string_view why = why_no_achievement(rule, actual, target, adjusted);
  if (why == "no_value") return no_quantity(actual.mark);
  if (!why.empty()) return no_quantity(Mark::not_applicable);
  const bool counted = from_baseline(rule, adjusted);
  const Decimal base = counted ? *rule.baseline.value : Decimal(0);
  const auto share = divide(*actual.value - base, *target.value - base);
  if (!share) return no_quantity(Mark::not_applicable);  // Out of range.
  const std::array ids{counted ? rule.baseline.evidence : 0, actual.evidence, target.evidence};
  return {*share, Mark::none, evidence.join(ids), actual.values, actual.at_least};
}

std::string_view why_no_achievement(const IndicatorRule& rule, const Quantity& actual, const Quantity& target,
                                    bool adjusted) {
  if (!actual.value) return "no_value";
  if (!target.value) return "no_target";
  const bool counted = from_baseline(rule, adjusted);
  if (counted && !rule.baseline.value) return "no_baseline";
  if (counted && *target.value == *rule.baseline.value) return "target_is_baseline";
  if (rule.direction == "down" && *target.value > *rule.baseline.value) return "target_above_baseline";
  if (!counted && target.value->is_zero()) return "zero_target";
  return "";
}

Quantity deviation(const Quantity& actual, const Quantity& target, Evidence& evidence) {
  if (!actual.value) return no_quantity(actual.mark);
  if (!target.value) return no_quantity(Mark::not_applicable);
  const auto share = divide(*actual.value - *target.value, magnitude(*target.value));
  if (!share) return no_quantity(Mark::not_applicable);
  const std::array ids{actual.evidence, target.evidence};
  return {*share, Mark::none, evidence.join(ids), actual.values, actual.at_least};
}

int band_of(const Decimal& deviation, int band_percent, bool less_is_better) {
  const Decimal percent = (less_is_better ? -deviation : deviation) * Decimal(100);
  if (percent < Decimal(-std::max(off_track_percent, band_percent))) return -2;
  if (percent < Decimal(-band_percent)) return -1;
  return percent > Decimal(band_percent) ? 1 : 0;
}

std::string_view status_in_band(int band) {
  if (band == -2) return "off_track";
  if (band == -1) return "behind";
  return band == 1 ? "ahead" : "on_track";
}

}  // namespace kvali
