#pragma once

#include <cstdint>
#include <vector>

namespace kvali {

/// One count of persons in a run.  A total that is always printed is no cell: it is a number that
/// every reader knows, and stands in the equations as such.
struct CountCell {
  enum class State : std::uint8_t {
    shown,     ///< Printed, and may be withheld.
    withheld,  ///< Would be printed, were it not withheld.
    unseen     ///< Printed nowhere: nothing is lost by keeping it open.
  };

  std::int64_t value = 0;
  State state = State::shown;
};

/// Persons that may be in one cell as well as in another, as far as a reader of everything printed can
/// tell: the cells of an equation, each times its coefficient, add up to a number that is known.  The
/// number itself is not kept, because the true values give it.
struct CountEquation {
  struct Term {
    std::uint32_t cell = 0;
    std::int32_t coefficient = 1;
  };
  std::vector<Term> terms;
};

/// Counts of persons and what printed totals tell about them: the columns of a table, rows of another
/// that shares its margins, "to date" less "this period".  Besides, a reader knows that no count is
/// negative.
struct CountSystem {
  std::vector<CountCell> cells;
  std::vector<CountEquation> equations;

  std::uint32_t add(std::int64_t value, CountCell::State state = CountCell::State::shown) {
    cells.push_back({value, state});
    return static_cast<std::uint32_t>(cells.size() - 1);
  }
};

}  // namespace kvali
