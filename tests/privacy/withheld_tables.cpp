// Random tables as suppress() leaves them, one line of JSON each: counts, withheld cells, threshold, and
// whether the proof holds. For judges that are not ours.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "privacy/suppress.hpp"

namespace {

using namespace kvali;

struct Shape {
  std::size_t rows = 0;
  std::size_t columns = 0;
};

CountSystem random_table(std::mt19937& random, const Shape& shape) {
  CountSystem system;
  system.equations.resize(shape.rows + shape.columns);
  for (std::size_t row = 0; row < shape.rows; ++row)
    for (std::size_t column = 0; column < shape.columns; ++column) {
      const CountEquation::Term term{
          system.add(std::int64_t(random() % 4 == 0 ? random() % 5 : random() % 16))};
      system.equations[row].terms.push_back(term);
      system.equations[shape.rows + column].terms.push_back(term);
    }
  return system;
}

void print(unsigned seed) {
  std::mt19937 random(seed);
  const Shape shape{2 + random() % 2, 2 + random() % 2};
  const std::int64_t k = random() % 2 == 0 ? 3 : 5;
  CountSystem system = random_table(random, shape);
  for (CountCell& cell : system.cells)
    if (cell.value > 0 && cell.value < k) cell.state = CountCell::State::withheld;
  const auto widths = proven_widths(system, suppress(system, k));
  std::string table, withheld;
  bool proven = true;
  for (std::size_t i = 0; i < system.cells.size(); ++i) {
    if (i % shape.columns == 0) table += i == 0 ? "[" : "], [";
    table += (i % shape.columns == 0 ? "" : ", ") + std::to_string(system.cells[i].value);
    if (system.cells[i].state == CountCell::State::shown) continue;
    withheld += (withheld.empty() ? "[" : ", [") + std::to_string(i / shape.columns) + ", " +
                std::to_string(i % shape.columns) + "]";
    proven = proven && widths[i] >= k - 1;
  }
  std::printf("{\"seed\": %u, \"k\": %d, \"proven\": %s, \"withheld\": [%s], \"table\": [%s]]}\n", seed,
              int(k), proven ? "true" : "false", withheld.c_str(), table.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
  for (unsigned seed = 1; seed <= count; ++seed) print(seed);
  return 0;
}
