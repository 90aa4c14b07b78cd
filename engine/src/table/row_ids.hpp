#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace kvali {

/// The evidence of the rows of a table, shared by those who keep it.  Rows as a source gave them have
/// numbers one after the other, and then only the first is kept: for 1,000,000 rows a copy takes longer
/// than to group them.
class RowIds {
 public:
  explicit RowIds(std::span<const std::uint32_t> ids) : size_(ids.size()) {
    const auto leaps = [](std::uint32_t id, std::uint32_t next) { return next != id + 1; };
    if (std::adjacent_find(ids.begin(), ids.end(), leaps) == ids.end())
      first_ = ids.empty() ? 0 : ids.front();
    else
      listed_ = std::make_shared<const std::vector<std::uint32_t>>(ids.begin(), ids.end());
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint32_t operator[](std::size_t row) const {
    return listed_ ? (*listed_)[row] : first_ + static_cast<std::uint32_t>(row);
  }
  /// Are they the same ones, row by row?
  [[nodiscard]] bool are(std::span<const std::uint32_t> ids) const {
    if (ids.size() != size_) return false;
    for (std::size_t row = 0; row < size_; ++row)
      if (ids[row] != (*this)[row]) return false;
    return true;
  }

 private:
  std::shared_ptr<const std::vector<std::uint32_t>> listed_;
  std::size_t size_;
  std::uint32_t first_ = 0;  ///< Without a list.
};

}  // namespace kvali
