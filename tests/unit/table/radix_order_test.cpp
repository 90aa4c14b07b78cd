#include "table/radix_order.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include "catch.hpp"

using namespace kvali;

TEST_CASE("orders keys of any width, equal ones as they came", "[table]") {
  const int bits = GENERATE(0, 1, 11, 12, 40, 64);
  std::mt19937_64 random(7);
  std::vector<std::uint64_t> keys(1000);
  for (std::uint64_t& key : keys) key = bits == 0 ? 0 : random() >> (64 - bits) & ~std::uint64_t{6};
  std::vector<std::uint32_t> expected(keys.size());
  std::iota(expected.begin(), expected.end(), 0U);
  std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
  CHECK(radix_order(keys, bits) == expected);
}

TEST_CASE("nothing is in order", "[table]") {
  CHECK(radix_order({}, 64).empty());
}
