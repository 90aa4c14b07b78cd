#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "privacy/indicator_counts.hpp"

namespace kvali {

/// Whom an indicator or a half of a ratio counts, as its readers see it: in the period and to date.
class PeopleCounted {
 public:
  PeopleCounted(const IndicatorFigures& figures, const std::vector<SliceRow>& rows);

  /// Would a reader take both for the same people: the denominators of a share for those another indicator
  /// counts?  Their totals are one number, no small one, and so is each group that both have.
  [[nodiscard]] bool same_as(const PeopleCounted& other, int column, const Decimal& smallest) const;
  /// Groups and places that both have, by name.
  [[nodiscard]] std::vector<std::string> shared(const PeopleCounted& other, int column) const;

 private:
  using Numbers = std::array<std::optional<Decimal>, 2>;  ///< In the period, to date.

  Numbers total_;
  std::map<std::string, Numbers> groups_;
};

}  // namespace kvali
