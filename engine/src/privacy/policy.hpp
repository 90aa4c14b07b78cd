#pragma once

#include <cstdint>
#include <string>

#include "report/report.hpp"

namespace kvali {

/// What the reader of a report may not see (domain.md, section 9).  Only counts of persons are ever
/// withheld, and never an indicator's total.
struct PrivacyPolicy {
  enum class Audience : std::uint8_t { internal, donor, partner, everybody };

  Audience audience = Audience::donor;
  PrivacySettings settings;

  [[nodiscard]] bool protects() const { return audience != Audience::internal; }
  /// Counts from 1 up to this are withheld, where the slice is of a place below a municipality or not;
  /// 0: none.
  [[nodiscard]] std::int64_t smallest_shown(bool sensitive, bool below_municipality) const;
};

/// The policy of a report's audience.  A partner sees what a donor sees: agreements with partners seldom
/// cover more than aggregates.
[[nodiscard]] PrivacyPolicy privacy_policy(const Report& report);

}  // namespace kvali
