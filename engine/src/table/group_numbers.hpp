#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "table/column.hpp"

namespace kvali {

/// Which group every row belongs to: rows with the same keys have the same number, in order of first
/// appearance.  Works column by column on dictionary codes, never on texts.
class GroupNumbers {
 public:
  GroupNumbers(std::span<const Column* const> keys, std::span<const std::size_t> rows);

  [[nodiscard]] std::size_t size() const { return first_rows_.size(); }
  /// The first row of a group.
  [[nodiscard]] std::size_t first_row(std::size_t group) const { return first_rows_[group]; }
  [[nodiscard]] std::size_t count(std::size_t group) const { return starts_[group + 1] - starts_[group]; }

  /// One value of every row, those of a group side by side and in the order of rows; the groups follow
  /// each other as begin(group) says.
  template <class Value, class ValueOf>
  [[nodiscard]] std::vector<Value> side_by_side(std::span<const std::size_t> rows, ValueOf value_of) const {
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    std::vector<Value> values(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) values[next[numbers_[i]]++] = value_of(rows[i]);
    return values;
  }
  [[nodiscard]] std::size_t begin(std::size_t group) const { return starts_[group]; }

 private:
  void split_by(const Column& key, std::span<const std::size_t> rows);

  std::vector<std::uint32_t> numbers_;   ///< One per row given.
  std::vector<std::size_t> first_rows_;  ///< One per group.
  std::vector<std::uint32_t> starts_;    ///< One per group, and the end.
};

}  // namespace kvali
