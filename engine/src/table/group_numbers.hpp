#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "table/column.hpp"
#include "table/row_view.hpp"

namespace kvali {

/// Which group every row belongs to: rows with the same keys have the same number, in order of first
/// appearance.  Works on dictionary codes, never on texts.
class GroupNumbers {
 public:
  GroupNumbers(std::span<const Column* const> keys, RowView rows);

  [[nodiscard]] std::size_t size() const { return first_rows_.size(); }
  /// The group of the i-th of the rows given.
  [[nodiscard]] std::uint32_t group_of(std::size_t i) const { return (*numbers_)[i]; }
  /// The first row of a group.
  [[nodiscard]] std::size_t first_row(std::size_t group) const { return first_rows_[group]; }
  [[nodiscard]] std::size_t count(std::size_t group) const { return counts_[group]; }
  [[nodiscard]] std::span<const std::uint32_t> counts() const { return counts_; }
  /// The group of every row given.
  [[nodiscard]] Evidence::Groups numbers() const { return numbers_; }

 private:
  void number_by_array(std::span<const Column* const> keys, RowView rows);
  void split_by(const Column& key, RowView rows);

  std::shared_ptr<std::vector<std::uint32_t>> numbers_;  ///< One per row given.
  std::vector<std::size_t> first_rows_;                  ///< One per group.
  std::vector<std::uint32_t> counts_;                    ///< One per group.
};

}  // namespace kvali
