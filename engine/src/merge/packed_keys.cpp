#include "merge/packed_keys.hpp"

#include <bit>
#include <cassert>

#include "table/radix_order.hpp"

namespace kvali {

namespace {
constexpr int word_bits = 64;

int bits_for(std::size_t limit) {
  return limit < 2 ? 0 : static_cast<int>(std::bit_width(limit - 1));
}
}  // namespace

void PackedKeys::add(std::span<const std::uint32_t> ranks, std::size_t limit) {
  assert(ranks.size() == keys_.size());
  const int more = bits_for(limit);
  if (more == 0) return;
  // Rows and ranks have 32 bits at most, so that renumbered keys always leave room.
  if (bits_ + more > word_bits) renumber();
  for (std::size_t row = 0; row < keys_.size(); ++row) keys_[row] = keys_[row] << more | ranks[row];
  bits_ += more;
}

std::vector<std::uint32_t> PackedKeys::order() const {
  return radix_order(keys_, bits_);
}

/// Keys without gaps between them: as many bits as the distinct ones need.
void PackedKeys::renumber() {
  std::vector<std::uint64_t> numbers(keys_.size());
  std::uint64_t number = 0;
  std::uint32_t before = 0;
  bool first = true;
  for (const std::uint32_t row : order()) {
    if (!first && keys_[row] != keys_[before]) ++number;
    numbers[row] = number;
    before = row;
    first = false;
  }
  keys_ = std::move(numbers);
  bits_ = bits_for(number + 1);
}

}  // namespace kvali
