#include "table/radix_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace kvali {

namespace {

/// The counters of a digit fit the fastest cache.
constexpr int digit_bits = 11;
constexpr std::size_t digits = std::size_t{1} << digit_bits;

}  // namespace

std::vector<std::uint32_t> radix_order(std::span<const std::uint64_t> keys, int bits) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  if (std::is_sorted(keys.begin(), keys.end())) return order;
  std::vector<std::uint32_t> next(keys.size());
  for (int shift = 0; shift < bits; shift += digit_bits) {
    const auto digit = [&](std::uint32_t index) { return keys[index] >> shift & (digits - 1); };
    std::array<std::uint32_t, digits + 1> starts{};
    for (const std::uint32_t index : order) ++starts[digit(index) + 1];
    for (std::size_t i = 0; i < digits; ++i) starts[i + 1] += starts[i];
    for (const std::uint32_t index : order) next[starts[digit(index)]++] = index;
    order.swap(next);
  }
  return order;
}

}  // namespace kvali
