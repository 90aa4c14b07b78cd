#pragma once

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/across_space.hpp"
#include "model/categories.hpp"
#include "model/indicator_findings.hpp"
#include "model/observation_rows.hpp"

namespace kvali {

/// A row with a number, and what its disaggregation is.
struct CellRow {
  RowValue value;
  std::uint32_t key = 0;
};

/// A row without one.
struct Gap {
  std::uint32_t key = 0;
  EvidenceId evidence = 0;
};

/// Rows of one cell with the same dimensions: a partition of what was counted.
struct Partition {
  std::uint32_t shape = 0;
  std::span<const CellRow> rows;
};

/// All that one reporter says of one indicator and period.
struct Cell {
  Period period;
  std::uint32_t reporter = 0;
  std::vector<CellRow> rows;  ///< By key.
  std::vector<Gap> gaps;
  std::vector<Partition> partitions;  ///< Of fewer dimensions first; the total, which has none, before all.
};

/// The categories of a breakdown by one dimension that a reporter gives in every other period: where one is
/// missing, the others are no total.  In breakdowns by several dimensions a combination without a row is
/// usual, and taken to be empty.
class UsualCategories {
 public:
  UsualCategories(std::span<const ObservationRow> rows, const Categories& categories);

  /// Keys that a partition by one dimension should have and lacks.
  [[nodiscard]] std::vector<std::uint32_t> missing_in(const Cell& cell, const Partition& partition) const;

 private:
  /// A reporter and a shape -> how many periods it has, and in how many each key occurs.
  struct Habit {
    int periods = 0;
    Period last = {};
    std::map<std::uint32_t, int> keys;
  };
  const Categories& categories_;
  std::unordered_map<std::uint64_t, Habit> habits_;
};

/// Finds the partition that gives a cell's total, and tells where partitions disagree (I-05) or lack a part
/// (I-04 where there is no total without it).
class PartitionChooser {
 public:
  PartitionChooser(const IndicatorRule& rule, const Categories& categories, const UsualCategories& usual,
                   IndicatorFindings& findings)
      : rule_(rule), categories_(categories), usual_(usual), findings_(findings) {}

  /// The partition whose sum is the total, or null.
  [[nodiscard]] const Partition* total_of(const Cell& cell);
  /// Tells of partitions of the cell that make different sums.
  void compare(const Cell& cell);

 private:
  [[nodiscard]] std::vector<std::uint32_t> lacks(const Cell& cell, const Partition& partition) const;
  void compare(const Cell& cell, const Partition& coarse, const Partition& fine);
  void tell_missing(const Cell& cell);

  const IndicatorRule& rule_;
  const Categories& categories_;
  const UsualCategories& usual_;
  IndicatorFindings& findings_;
};

}  // namespace kvali
