#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kvali {

/// Sets of record numbers, each kept once.
class RecordSets {
 public:
  /// Index of a set, given in ascending order without repetitions: the same for the same set.
  std::uint32_t add(std::span<const std::uint32_t> records);
  /// Valid until the next add().
  [[nodiscard]] std::span<const std::uint32_t> records(std::uint32_t index) const;
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }

 private:
  void grow();

  std::vector<std::uint32_t> pool_;    ///< All sets, one behind the other.
  std::vector<std::size_t> ends_{0};   ///< Set i: pool_[ends_[i]] to pool_[ends_[i + 1]].
  std::vector<std::uint64_t> hashes_;  ///< One per set.
  std::vector<std::uint32_t> slots_;   ///< Hash table of index + 1; 0 = free.
};

}  // namespace kvali
