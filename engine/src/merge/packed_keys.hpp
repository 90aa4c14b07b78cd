#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kvali {

/// A number for every row that orders rows by several keys: by the first, where it is equal by the
/// second, and so on.  Rows with equal keys have equal numbers.
class PackedKeys {
 public:
  explicit PackedKeys(std::size_t rows) : keys_(rows, 0) {}

  /// One more key: a rank below `limit` for every row.
  void add(std::span<const std::uint32_t> ranks, std::size_t limit);

  /// The rows in ascending order, equal ones in their own order.
  [[nodiscard]] std::vector<std::uint32_t> order() const;
  [[nodiscard]] std::uint64_t key(std::size_t row) const { return keys_[row]; }

 private:
  void renumber();

  std::vector<std::uint64_t> keys_;
  int bits_ = 0;
};

}  // namespace kvali
