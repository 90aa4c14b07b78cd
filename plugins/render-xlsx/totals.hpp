// Live totals: a formula where the engine allows one and the rows on the sheet agree with its figure.
#pragma once

#include <cstddef>
#include <string>

#include "content.hpp"
#include "table_plan.hpp"

namespace kvali::xlsx {

/// Formulas of the totals and subtotals of one table.
class Totals {
 public:
  Totals(const Table& table, const TablePlan& plan) : table_(&table), plan_(&plan) {}

  /// The formula of a total's cell, or "" where the cell is a plain value. `entry` is the total's entry,
  /// `row` its row in the data.
  [[nodiscard]] std::string formula(size_t entry, size_t column, size_t row) const;
  /// The column may be live but its rows do not add up to the total.
  [[nodiscard]] bool disagrees(size_t entry, size_t column, size_t row) const;

 private:
  /// The body entries a total covers: a subtotal those since the last one, a total all.
  [[nodiscard]] std::vector<size_t> covered(size_t entry) const;
  [[nodiscard]] bool adds_up(const std::vector<size_t>& entries, size_t column, size_t row) const;
  [[nodiscard]] bool may_be_live(size_t column, size_t row) const;
  const Table* table_;
  const TablePlan* plan_;
};

}  // namespace kvali::xlsx
