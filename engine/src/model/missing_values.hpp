#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/period.hpp"

namespace kvali {

/// Who has no values where others have some, and for which units of time.
class MissingValues {
 public:
  /// The periods of each are added in the order of time.
  void add(std::string who, const Period& period);
  [[nodiscard]] bool empty() const { return periods_.empty(); }

  /// Does one list of periods tell of all?  More than a few are counted only.
  [[nodiscard]] bool is_one_list() const;
  /// "batumi; poti", "12 reporters", or "one or more of 12 reporters" where they lack different ones.
  [[nodiscard]] std::string names() const;
  /// "2025-03, 2025-04": of all of them.
  [[nodiscard]] std::string periods() const;
  /// "batumi 2025-03, 2025-04; poti 2025-04"
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] bool lack_the_same() const;

  std::map<std::string, std::vector<Period>> periods_;  ///< By who lacks them.
};

}  // namespace kvali
