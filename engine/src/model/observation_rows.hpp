#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/categories.hpp"
#include "model/indicator.hpp"
#include "model/wider_reporters.hpp"

namespace kvali {

/// A row of `observation` or `opening`, in numbers that compare as what they stand for.
struct ObservationRow {
  Period period;
  std::uint32_t reporter = 0;
  std::uint32_t key = 0;  ///< Of its disaggregation.
  std::uint32_t row = 0;
};

/// The rows of one table by indicator; those of an indicator by period, reporter and disaggregation.
/// Texts are compared once for each distinct one, never row by row.
class ObservationRows {
 public:
  /// `table` and `locations` may be null.  Rows of other indicators are left out.
  ObservationRows(const Table* table, const Table* locations, const std::vector<IndicatorRule>& rules,
                  const Categories& categories, const std::function<Period(std::size_t row)>& period_of);

  [[nodiscard]] std::span<const ObservationRow> of(std::size_t rule) const {
    return std::span(rows_).subspan(starts_[rule], starts_[rule + 1] - starts_[rule]);
  }
  [[nodiscard]] const Reporter& reporter(std::uint32_t number) const { return reporters_[number]; }
  [[nodiscard]] const WiderReporters& wider() const { return wider_; }

 private:
  std::vector<ObservationRow> rows_;
  std::vector<std::size_t> starts_;
  std::vector<Reporter> reporters_;
  WiderReporters wider_;
};

}  // namespace kvali
