#include <algorithm>
#include <random>

#include "catch.hpp"
#include "privacy/suppress.hpp"
#include "reader.hpp"

using namespace kvali;

namespace {

using State = CountCell::State;

std::int64_t count_of(std::mt19937& random, unsigned most) {
  return random() % 3 == 0 ? std::int64_t(random() % 5) : std::int64_t(random() % most);
}

/// Sex by age and sex by place, both with their totals; those of each sex may be withheld as well.
CountSystem shared_margin(std::mt19937& random) {
  CountSystem system;
  CountEquation both;
  std::vector<std::vector<std::int64_t>> by_age(2, std::vector<std::int64_t>(2 + random() % 2));
  std::vector<CountEquation> ages(by_age.front().size()), places(2);
  for (auto& row : by_age) {
    std::int64_t total = 0;
    for (std::int64_t& value : row) total += value = count_of(random, 9);
    const std::uint32_t sex = system.add(total);
    both.terms.push_back({sex});
    CountEquation across{{{sex, -1}}}, places_across{{{sex, -1}}};
    for (std::size_t age = 0; age < row.size(); ++age) {
      across.terms.push_back({system.add(row[age])});
      ages[age].terms.push_back(across.terms.back());
    }
    const std::int64_t first = std::int64_t(random() % std::uint64_t(total + 1));
    for (const std::int64_t value : {first, total - first}) {
      places_across.terms.push_back({system.add(value)});
      places[places_across.terms.size() - 2].terms.push_back(places_across.terms.back());
    }
    system.equations.push_back(across);
    system.equations.push_back(places_across);
  }
  system.equations.push_back(both);
  for (const auto& margin : {ages, places})
    system.equations.insert(system.equations.end(), margin.begin(), margin.end());
  return system;
}

/// Sex by age by place, of which all totals of two dimensions are printed.
CountSystem three_way(std::mt19937& random) {
  CountSystem system;
  const std::size_t depth = 2 + random() % 2;
  std::vector<CountEquation> over_a(2 * depth), over_b(2 * depth), over_c(4);
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t b = 0; b < 2; ++b)
      for (std::size_t c = 0; c < depth; ++c) {
        const CountEquation::Term term{system.add(count_of(random, 16))};
        over_a[b * depth + c].terms.push_back(term);
        over_b[a * depth + c].terms.push_back(term);
        over_c[a * 2 + b].terms.push_back(term);
      }
  for (const auto& margin : {over_a, over_b, over_c})
    system.equations.insert(system.equations.end(), margin.begin(), margin.end());
  return system;
}

/// This period, to date and before it, by group; what came before was printed in the last report or not.
CountSystem over_time(std::mt19937& random) {
  CountSystem system;
  CountEquation period, to_date, before;
  const std::size_t groups = 2 + random() % 2;
  const bool printed = random() % 2 == 0;
  for (std::size_t group = 0; group < groups; ++group) {
    const std::int64_t now = count_of(random, 9), then = count_of(random, 12);
    const std::uint32_t p = system.add(now), t = system.add(now + then);
    const std::uint32_t b = system.add(then, State::unseen);
    // What was printed once cannot be withheld any more: it is a known number then.
    if (!printed || then < 5) before.terms.push_back({b});
    system.equations.push_back({printed && then >= 5 ? std::vector<CountEquation::Term>{{p}, {t, -1}}
                                                     : std::vector<CountEquation::Term>{{p}, {b}, {t, -1}}});
    period.terms.push_back({p});
    to_date.terms.push_back({t});
  }
  for (const CountEquation& total : {period, to_date, before}) system.equations.push_back(total);
  return system;
}

/// Groups by sex and age, of this period and to date, of which a reader knows no more than that nobody is
/// taken away again.
CountSystem never_fewer(std::mt19937& random) {
  CountSystem system;
  std::vector<CountEquation> margins(8);
  for (std::size_t pair = 0; pair < 4; ++pair) {
    const std::int64_t now = count_of(random, 9), before = count_of(random, 9);
    const std::uint32_t period = system.add(now), to_date = system.add(now + before);
    for (const auto& [cell, first] : {std::pair{period, 0U}, std::pair{to_date, 4U}}) {
      margins[first + pair / 2].terms.push_back({cell});
      margins[first + 2 + pair % 2].terms.push_back({cell});
    }
    system.equations.push_back({{{period}, {system.add(before, State::unseen)}, {to_date, -1}}});
  }
  system.equations.insert(system.equations.end(), margins.begin(), margins.end());
  return system;
}

/// The same with more groups, and several periods.
CountSystem periods_to_date(std::size_t rows, std::size_t columns, std::size_t periods) {
  CountSystem system;
  std::mt19937 random(7);
  std::vector<std::uint32_t> last;
  for (std::size_t period = 0; period < periods; ++period) {
    std::vector<CountEquation> margins(rows + columns);
    for (std::size_t pair = 0; pair < rows * columns; ++pair) {
      const std::int64_t more = 6 + std::int64_t(random() % 20);
      const std::int64_t before = period == 0 ? 0 : system.cells[last[pair]].value;
      const std::uint32_t cell = system.add(pair == 0 && period == 0 ? 2 : before + more);
      margins[pair / columns].terms.push_back({cell});
      margins[rows + pair % columns].terms.push_back({cell});
      if (period == 0) {
        last.push_back(cell);
        continue;
      }
      const std::uint32_t of_period = system.add(system.cells[cell].value - before, State::unseen);
      system.equations.push_back({{{last[pair]}, {of_period}, {cell, -1}}});
      last[pair] = cell;
    }
    system.equations.insert(system.equations.end(), margins.begin(), margins.end());
  }
  return system;
}

struct Outcome {
  int safe = 0;
  int unprotected = 0;
  int overcautious = 0;  ///< Called unprotected, although a reader could not narrow it down.
};

void judge(CountSystem system, std::int64_t k, Outcome& outcome) {
  for (CountCell& cell : system.cells)
    if (cell.state == State::shown && cell.value > 0 && cell.value < k) cell.state = State::withheld;
  const Suppression suppression = suppress(system, k);
  const auto widths = proven_widths(system, suppression);
  bool proven = true;
  for (std::size_t cell = 0; cell < widths.size(); ++cell)
    proven = proven && (system.cells[cell].state != State::withheld || widths[cell] >= k - 1);
  const bool safe = is_safe(system, k);
  if (proven) CHECK(safe);
  ++(proven ? outcome.safe : safe ? outcome.overcautious : outcome.unprotected);
}

}  // namespace

TEST_CASE("no withheld cell of small linked tables can be recovered or narrowed down", "[privacy]") {
  struct Kind {
    const char* name;
    CountSystem (*make)(std::mt19937&);
  };
  const auto kind = GENERATE(Kind{"two tables that share a margin", shared_margin},
                             Kind{"three-way", three_way}, Kind{"to date less the last report", over_time},
                             Kind{"to date not less than this period", never_fewer});
  Outcome outcome;
  for (unsigned seed = 1; seed <= 1'000; ++seed) {
    INFO(kind.name << ", seed " << seed);
    std::mt19937 random(seed);
    judge(kind.make(random), random() % 2 == 0 ? 3 : 5, outcome);
  }
  INFO(kind.name << ": " << outcome.safe << " safe, " << outcome.unprotected << " unprotected, "
                 << outcome.overcautious << " overcautious");
  CHECK(outcome.safe > 500);
  CHECK(outcome.overcautious < 20);
}

TEST_CASE("counts to date do not draw in more than the period's rectangle", "[privacy]") {
  CountSystem system = periods_to_date(5, 4, 6);
  system.cells.front().state = State::withheld;
  const Suppression suppression = suppress(system, 5);
  CHECK_FALSE(suppression.gave_up);
  const auto withheld = std::count_if(system.cells.begin(), system.cells.end(),
                                      [](const CountCell& cell) { return cell.state == State::withheld; });
  CHECK(withheld == 4);
  CHECK(proven_widths(system, suppression).front() >= 4);
}
