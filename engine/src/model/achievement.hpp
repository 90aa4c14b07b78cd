#pragma once

#include <string_view>

#include "model/indicator.hpp"

namespace kvali {

/// (A - B) / (T - B) where direction is down or `adjusted` asks for it, else A / T; never capped.  Not
/// applicable without a target, or where the denominator is zero, or without the baseline it counts from.
[[nodiscard]] Quantity achievement(const IndicatorRule& rule, const Quantity& actual, const Quantity& target,
                                   Evidence& evidence, bool adjusted = false);

/// Why achievement() has no value: no_value, no_target, no_baseline, target_is_baseline,
/// target_above_baseline (where less is better) or zero_target; "" where it has one.
[[nodiscard]] std::string_view why_no_achievement(const IndicatorRule& rule, const Quantity& actual,
                                                  const Quantity& target, bool adjusted = false);

/// (A - T) / |T|; not applicable where T is zero.
[[nodiscard]] Quantity deviation(const Quantity& actual, const Quantity& target, Evidence& evidence);

/// Outside this band around a target a deviation wants an explanation (domain.md, section 2.1), unless the
/// report or its template sets another.
inline constexpr int usual_band_percent = 10;
/// Below this an indicator is off track, not merely behind.
inline constexpr int off_track_percent = 25;

/// Where a deviation lies: -2 far behind, -1 behind, 0 inside, 1 beyond the band; where `less_is_better`, a
/// negative one is ahead.
[[nodiscard]] int band_of(const Decimal& deviation, int band_percent, bool less_is_better = false);

/// off_track, behind, on_track or ahead.
[[nodiscard]] std::string_view status_in_band(int band);

}  // namespace kvali
