#include "merge/packed_keys.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include "catch.hpp"

using namespace kvali;

TEST_CASE("rows are ordered by the first key, then by the next, however many there are", "[merge]") {
  std::mt19937 random(20201208);
  constexpr std::size_t rows = 500;
  // Together far more than 64 bits.
  const std::vector<std::size_t> limits{3, 1, 70'000, std::size_t{1} << 30, 2, std::size_t{1} << 31, 5};
  std::vector<std::vector<std::uint32_t>> ranks;
  PackedKeys keys(rows);
  for (const std::size_t limit : limits) {
    std::vector<std::uint32_t>& column = ranks.emplace_back();
    for (std::size_t row = 0; row < rows; ++row)
      column.push_back(static_cast<std::uint32_t>(random() % 3 * ((limit - 1) / 2)));
    keys.add(column, limit);
  }
  const auto tuple = [&](std::uint32_t row) {
    std::vector<std::uint32_t> cells;
    for (const auto& column : ranks) cells.push_back(column[row]);
    return cells;
  };
  std::vector<std::uint32_t> expected(rows);
  std::iota(expected.begin(), expected.end(), 0U);
  std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) { return tuple(a) < tuple(b); });
  const std::vector<std::uint32_t> order = keys.order();
  REQUIRE(order == expected);
  for (std::size_t i = 1; i < order.size(); ++i)
    CHECK((keys.key(order[i]) == keys.key(order[i - 1])) == (tuple(order[i]) == tuple(order[i - 1])));
}
