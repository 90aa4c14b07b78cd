#pragma once

#include <cstdint>
#include <vector>

#include "model/across_space.hpp"

namespace kvali {

/// Values of one period, by what they are of.  Its slices are kept for the next period: a cleared sheet
/// allocates nothing.
class Sheet {
 public:
  Laid total;
  Laid& slice(std::uint32_t number) {
    if (number >= slices_.size()) slices_.resize(number + 1);
    if (slices_[number].empty()) touched_.push_back(number);
    return slices_[number];
  }
  [[nodiscard]] const std::vector<std::uint32_t>& touched() const { return touched_; }

  void add(Sheet& other, Across how, bool overlap) {
    if (!other.total.empty()) total.add(other.total, how);
    if (overlap) total.mark_overlap();
    for (const std::uint32_t number : other.touched_) {
      slice(number).add(other.slices_[number], how);
      if (overlap) slices_[number].mark_overlap();
    }
  }
  /// What it holds is said by one of several of itself alone.
  void mark_apart() {
    total.mark_apart();
    for (const std::uint32_t number : touched_) slices_[number].mark_apart();
  }
  void clear() {
    total.clear();
    for (const std::uint32_t number : touched_) slices_[number].clear();
    touched_.clear();
  }

 private:
  std::vector<Laid> slices_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace kvali
