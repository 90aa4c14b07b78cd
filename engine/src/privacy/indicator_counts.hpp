#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/categories.hpp"
#include "privacy/geography.hpp"
#include "privacy/person_counts.hpp"
#include "privacy/slices.hpp"

namespace kvali {

/// One row of `disaggregation`, `crossed` or `places`.
struct SliceRow {
  const Table* table = nullptr;
  std::size_t row = 0;
  Slice slice;    ///< A location is the category of a dimension "place".
  Slice written;  ///< As the records have it; empty for a location.

  [[nodiscard]] std::string name() const { return key_text(slice); }
};

[[nodiscard]] std::map<std::string, std::vector<SliceRow>> slices_by_indicator(const Workspace& tables);

/// Gathers the slices of indicators, and what a reader knows of them.
class IndicatorCounts {
 public:
  IndicatorCounts(const CountSources& sources, const PrivacyPolicy& policy, const Geography& geography)
      : sources_(sources), policy_(policy), geography_(geography) {}

  /// Digits behind the point that its numbers need; nothing where one of them cannot be told exactly.
  [[nodiscard]] std::optional<int> digits_of(const IndicatorFigures& figures,
                                             const std::vector<SliceRow>& rows) const;
  /// Adds the cells with their equations, the small ones withheld.
  void add(const IndicatorFigures& figures, const std::vector<SliceRow>& rows, bool sensitive,
           LinkedCounts& counts, Slices& slices) const;

 private:
  const CountSources& sources_;
  const PrivacyPolicy& policy_;
  const Geography& geography_;
};

}  // namespace kvali
