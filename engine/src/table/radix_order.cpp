#include "table/radix_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace kvali {

namespace {

/// The counters of a digit fit the fastest cache.
constexpr int digit_bits = 11;
constexpr std::size_t digits = std::size_t{1} << digit_bits;

/// A key travels with its index: looking it up at every pass would miss the cache as often.
struct Item {
  std::uint64_t key;
  std::uint32_t index;
};

}  // namespace

std::vector<std::uint32_t> radix_order(std::span<const std::uint64_t> keys, int bits) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  if (std::is_sorted(keys.begin(), keys.end())) return order;
  std::vector<Item> items;
  items.reserve(keys.size());
  for (const std::uint32_t index : order) items.push_back({keys[index], index});
  std::vector<Item> next(items.size());
  for (int shift = 0; shift < bits; shift += digit_bits) {
    const auto digit = [&](const Item& item) { return item.key >> shift & (digits - 1); };
    std::array<std::uint32_t, digits + 1> starts{};
    for (const Item& item : items) ++starts[digit(item) + 1];
    for (std::size_t i = 0; i < digits; ++i) starts[i + 1] += starts[i];
    for (const Item& item : items) next[starts[digit(item)]++] = item;
    items.swap(next);
  }
  std::transform(items.begin(), items.end(), order.begin(), [](const Item& item) { return item.index; });
  return order;
}

}  // namespace kvali
