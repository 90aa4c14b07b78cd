#include "table/record_sets.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

constexpr std::uint64_t prime = 0x100000001B3U;

/// FNV-1a over whole words, then the high bits folded down, where the table looks.  Four chains side by
/// side, because a multiplication takes as long as four that do not wait for each other.
std::uint64_t hash_of(std::span<const std::uint32_t> records) {
  std::array<std::uint64_t, 4> chains{0xCBF29CE484222325U, 1, 2, 3};
  std::size_t i = 0;
  for (; i + chains.size() <= records.size(); i += chains.size())
    for (std::size_t k = 0; k < chains.size(); ++k) chains[k] = (chains[k] ^ records[i + k]) * prime;
  std::uint64_t hash = records.size();
  for (; i < records.size(); ++i) hash = (hash ^ records[i]) * prime;
  for (const std::uint64_t chain : chains) hash = (hash ^ chain ^ (chain >> 29)) * prime;
  return hash ^ (hash >> 29);
}

}  // namespace

std::span<const std::uint32_t> RecordSets::records(std::uint32_t index) const {
  const Set& set = sets_[index];
  return {pools_[set.pool].data() + set.part.begin, set.part.size};
}

void RecordSets::grow() {
  slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < sets_.size(); ++i) {
    std::size_t at = sets_[i].hash & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = std::uint32_t(i + 1);
  }
}

/// The set that lies in a pool: added, or the same one that was there before.
std::uint32_t RecordSets::index_of(std::uint32_t pool, Part part) {
  if (sets_.size() * 2 >= slots_.size()) grow();
  const std::span<const std::uint32_t> set{pools_[pool].data() + part.begin, part.size};
  const std::uint64_t hash = hash_of(set);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t index = slots_[at] - 1;
    const auto other = records(index);
    if (sets_[index].hash == hash && std::equal(set.begin(), set.end(), other.begin(), other.end()))
      return index;
  }
  sets_.push_back({part, pool, hash});
  slots_[at] = std::uint32_t(sets_.size());
  return slots_[at] - 1;
}

std::uint32_t RecordSets::add(std::span<const std::uint32_t> sorted) {
  std::vector<std::uint32_t>& pool = pools_.front();
  const Part part{pool.size(), std::uint32_t(sorted.size())};
  pool.insert(pool.end(), sorted.begin(), sorted.end());
  const std::size_t known = sets_.size();
  const std::uint32_t index = index_of(0, part);
  if (sets_.size() == known) pool.resize(part.begin);
  return index;
}

std::vector<std::uint32_t> RecordSets::add_all(std::vector<std::uint32_t> given,
                                               std::span<const Part> parts) {
  const std::size_t known = sets_.size();
  const auto pool = std::uint32_t(pools_.size());
  pools_.push_back(std::move(given));
  std::vector<std::uint32_t> indices;
  indices.reserve(parts.size());
  for (const Part& part : parts) indices.push_back(index_of(pool, part));
  if (sets_.size() == known) pools_.pop_back();
  return indices;
}

}  // namespace kvali
