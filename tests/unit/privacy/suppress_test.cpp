#include "privacy/suppress.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"
#include "reader.hpp"

using namespace kvali;

namespace {

using State = CountCell::State;

void withhold_small(CountSystem& system, std::int64_t k) {
  for (CountCell& cell : system.cells)
    if (cell.state == State::shown && cell.value > 0 && cell.value < k) cell.state = State::withheld;
}

std::vector<std::uint32_t> cells_in(const CountSystem& system, State state) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t cell = 0; cell < system.cells.size(); ++cell)
    if (system.cells[cell].state == state) cells.push_back(cell);
  return cells;
}

/// Cells of which the proof says that they are wide enough.
bool is_proven(const CountSystem& system, const Suppression& suppression, std::int64_t k) {
  const auto widths = proven_widths(system, suppression);
  const auto withheld = cells_in(system, State::withheld);
  return std::all_of(withheld.begin(), withheld.end(), [&](std::uint32_t c) { return widths[c] >= k - 1; });
}

/// What became of the cells of many tables.
struct Tally {
  int unprotected = 0;  ///< Tables that nothing protects.
  std::size_t cells = 0, small = 0, withheld = 0;
};

/// What suppress() left is safe for a reader who tries everything; where it says that nothing was
/// enough, everything is withheld and not even that is safe.
void check(CountSystem system, std::int64_t k, Tally& tally) {
  withhold_small(system, k);
  tally.cells += system.cells.size();
  tally.small += cells_in(system, State::withheld).size();
  const Suppression suppression = suppress(system, k);
  tally.withheld += cells_in(system, State::withheld).size();
  CHECK_FALSE(suppression.gave_up);
  if (is_proven(system, suppression, k)) {
    CHECK(is_safe(system, k));
    return;
  }
  ++tally.unprotected;
  const auto widths = proven_widths(system, suppression);
  const auto found = bounds(system, 1'000'000);
  for (const std::uint32_t cell : cells_in(system, State::withheld))
    if (widths[cell] < k - 1) CHECK(found[cell].second - found[cell].first < k - 1);
}

std::int64_t small_or_large(std::mt19937& random) {
  const auto kind = random() % 5;
  if (kind == 0) return 0;
  return std::int64_t(kind == 1 ? random() % 5 : 5 + random() % 9);
}

std::vector<std::vector<std::int64_t>> random_table(std::mt19937& random, std::size_t rows,
                                                    std::size_t columns) {
  std::vector<std::vector<std::int64_t>> table(rows, std::vector<std::int64_t>(columns));
  for (auto& row : table)
    for (std::int64_t& value : row) value = small_or_large(random);
  return table;
}

}  // namespace

TEST_CASE("a small count takes a rectangle of larger ones with it", "[privacy]") {
  CountSystem system = two_way({{12, 3, 25}, {14, 9, 31}, {8, 11, 20}});
  withhold_small(system, 5);
  const Suppression suppression = suppress(system, 5);
  CHECK(is_proven(system, suppression, 5));
  CHECK(is_safe(system, 5));
  CHECK(cells_in(system, State::withheld).size() == 4);
}

TEST_CASE("zeros are poor partners", "[privacy]") {
  CountSystem system = two_way({{0, 3, 25}, {14, 0, 31}, {8, 11, 20}});
  withhold_small(system, 5);
  (void)suppress(system, 5);
  CHECK(is_safe(system, 5));
  for (const std::uint32_t cell : cells_in(system, State::withheld)) CHECK(system.cells[cell].value > 0);
}

TEST_CASE("a reader tells rectangles of the worked example as the specification does", "[privacy]") {
  CountSystem system = two_way({{0, 3, 25}, {14, 0, 31}, {8, 11, 20}});
  for (const std::size_t cell : {0u, 1u, 3u, 4u}) system.cells[cell].state = State::withheld;
  CHECK(recoverable(system).empty());
  CHECK(bounds(system, 1000)[0] == std::pair<std::int64_t, std::int64_t>{0, 3});
  CHECK_FALSE(is_safe(system, 5));
  system.cells[4].state = State::shown;
  CHECK(recoverable(system) == std::set<std::uint32_t>{0, 1, 3});
}

TEST_CASE("many small counts protect one another", "[privacy]") {
  CountSystem system = two_way({{1, 1, 1, 1, 1, 1}});
  system.equations.resize(1);  // Only the row's total is printed.
  withhold_small(system, 5);
  const Suppression suppression = suppress(system, 5);
  CHECK(is_proven(system, suppression, 5));
}

TEST_CASE("what no choice protects is withheld with all that is linked to it", "[privacy]") {
  CountSystem one = two_way({{3}});
  withhold_small(one, 5);
  CHECK_FALSE(is_proven(one, suppress(one, 5), 5));
  CountSystem row = two_way({{3, 0, 0}});
  row.equations.resize(1);
  withhold_small(row, 5);
  const Suppression suppression = suppress(row, 5);
  CHECK(proven_widths(row, suppression) == std::vector<std::int64_t>{3, 3, 3});
  CHECK(cells_in(row, State::withheld).size() == 3);
}

TEST_CASE("a proof that does not fit what is printed proves nothing", "[privacy]") {
  CountSystem system = two_way({{4, 6}, {7, 2}});
  for (CountCell& cell : system.cells) cell.state = State::withheld;
  Suppression forged;
  forged.alternatives.push_back({{{0, 9}, {1, -6}, {2, -9}, {3, 6}}});
  CHECK(proven_widths(system, forged) == std::vector<std::int64_t>(4, 0));
  forged.alternatives = {{{{0, 1}, {1, -1}, {2, -1}, {3, 1}}}};
  CHECK(proven_widths(system, forged) == std::vector<std::int64_t>(4, 1));
  system.cells[0].state = State::shown;
  CHECK(proven_widths(system, forged) == std::vector<std::int64_t>(4, 0));
}

TEST_CASE("no withheld cell of 10,000 random tables can be recovered or narrowed down", "[privacy]") {
  Tally tally;
  for (unsigned seed = 1; seed <= 10'000; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::size_t rows = 2 + random() % 2, columns = random() % 10 == 0 ? 4 : 2 + random() % 2;
    check(two_way(random_table(random, rows, columns)), random() % 4 == 0 ? 3 : 5, tally);
  }
  INFO(tally.withheld << " of " << tally.cells << " cells withheld, small ones " << tally.small
                      << ", tables beyond protection " << tally.unprotected);
  CHECK(tally.unprotected < 1'650);
  CHECK(tally.withheld > tally.small);
  CHECK(tally.withheld * 100 < tally.cells * 48);
}
