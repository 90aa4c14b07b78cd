#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kvali {

/// Sets of record numbers, each kept once.  A set is given in ascending order without repetitions.
class RecordSets {
 public:
  /// Index of a set: the same for the same set.
  std::uint32_t add(std::span<const std::uint32_t> records);
  /// Where a set lies among others.
  struct Part {
    std::size_t begin = 0;
    std::uint32_t size = 0;
  };
  /// add() for parts of `records`, which is kept as it is: of a grouping of 1,000,000 rows nothing is
  /// copied.
  std::vector<std::uint32_t> add_all(std::vector<std::uint32_t> records, std::span<const Part> parts);
  /// Valid until the next add() or add_all().
  [[nodiscard]] std::span<const std::uint32_t> records(std::uint32_t index) const;
  [[nodiscard]] std::size_t size() const { return sets_.size(); }

 private:
  struct Set {
    Part part;
    std::uint32_t pool = 0;
    std::uint64_t hash = 0;
  };

  std::uint32_t index_of(std::uint32_t pool, Part part);
  void grow();

  std::vector<std::vector<std::uint32_t>> pools_{{}};  ///< The first has the sets that came alone.
  std::vector<Set> sets_;
  std::vector<std::uint32_t> slots_;  ///< Hash table of index + 1; 0 = free.
};

}  // namespace kvali
