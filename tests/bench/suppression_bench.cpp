#include <random>

#include "base/error.hpp"
#include "privacy/suppress.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

constexpr std::size_t rows = 200, columns = 40;
constexpr std::int64_t k = 5;

/// Groups by place, as an example: every `most` is as likely; both margins are printed.
CountSystem table_of(unsigned most) {
  std::mt19937 random(1);
  CountSystem system;
  system.equations.resize(rows + columns);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      const auto value = static_cast<std::int64_t>(random() % most);
      const bool small = value > 0 && value < k;
      const CountEquation::Term term{
          system.add(value, small ? CountCell::State::withheld : CountCell::State::shown)};
      system.equations[row].terms.push_back(term);
      system.equations[rows + column].terms.push_back(term);
    }
  return system;
}

/// The least that protection costs: one look at every cell for each of its margins.
void pass_over(const CountSystem& system) {
  std::int64_t sum = 0;
  for (const CountEquation& equation : system.equations)
    for (const CountEquation::Term& term : equation.terms) sum += system.cells[term.cell].value;
  if (sum == 0) throw Error("the table is empty");
}

void withhold_and_prove(CountSystem system) {
  const Suppression suppression = suppress(system, k);
  const auto widths = proven_widths(system, suppression);
  for (std::size_t cell = 0; cell < widths.size(); ++cell)
    if (system.cells[cell].state == CountCell::State::withheld && widths[cell] < k - 1)
      throw Error("a cell is not protected");
}

}  // namespace

void measure_suppression(const Setup& setup, Results& results) {
  for (const unsigned most : {60U, 6U}) {
    const CountSystem system = table_of(most);
    const auto work = [&](const auto& what) {
      return repeat(setup.runs, [&] {
        return run_apart([&](Meter& meter) {
          meter.start();
          what(system);
          meter.stop();
        });
      });
    };
    results.push_back({most == 60 ? "suppression of 200 x 40, one cell in 15 small"
                                  : "suppression of 200 x 40, four cells in six small",
                       work(withhold_and_prove),
                       "one pass over the cells",
                       work(pass_over),
                       {}});
  }
}

}  // namespace kvali::bench
