#include "table/record_sets.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// FNV-1a over whole words, then the high bits folded down, where the table looks.
std::uint64_t hash_of(std::span<const std::uint32_t> records) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::uint32_t record : records) hash = (hash ^ record) * 0x100000001B3U;
  return hash ^ (hash >> 29);
}

}  // namespace

std::span<const std::uint32_t> RecordSets::records(std::uint32_t index) const {
  return {pool_.data() + ends_[index], pool_.data() + ends_[index + 1]};
}

void RecordSets::grow() {
  slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    std::size_t at = hashes_[i] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = std::uint32_t(i + 1);
  }
}

std::uint32_t RecordSets::add(std::span<const std::uint32_t> sorted) {
  if (hashes_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_of(sorted);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t index = slots_[at] - 1;
    const auto other = records(index);
    if (hashes_[index] == hash && std::equal(sorted.begin(), sorted.end(), other.begin(), other.end()))
      return index;
  }
  const auto index = std::uint32_t(hashes_.size());
  slots_[at] = index + 1;
  hashes_.push_back(hash);
  pool_.insert(pool_.end(), sorted.begin(), sorted.end());
  ends_.push_back(pool_.size());
  return index;
}

}  // namespace kvali
