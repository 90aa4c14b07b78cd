#include "privacy/suppress.hpp"

#include <algorithm>
#include <optional>

#include "privacy/exchange.hpp"

namespace kvali {

namespace {

using State = CountCell::State;

/// One exchange after the other widens an interval; each by one at least.
constexpr int most_exchanges = 200;

class SuppressionRun {
 public:
  SuppressionRun(CountSystem& system, std::int64_t k)
      : system_(system), need_(k - 1), search_(system), least_(system.cells.size()), most_(least_) {
    for (const CountCell& cell : system.cells) truth_.push_back(cell.value);
  }

  Suppression run() {
    for (std::uint32_t cell = 0; cell < system_.cells.size(); ++cell)
      if (system_.cells[cell].state == State::withheld) queue_.push_back(cell);
    std::stable_sort(queue_.begin(), queue_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return truth_[a] < truth_[b]; });
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      if (protect(queue_[i])) continue;
      withhold_linked(queue_[i]);
      (void)protect(queue_[i]);
    }
    result_.gave_up = search_.exhausted();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::int64_t width(std::uint32_t cell) const { return most_[cell] - least_[cell]; }

  /// Widens the interval of a cell as far as needed, upwards and downwards.
  bool protect(std::uint32_t cell) {
    Widening at;
    for (int i = 0; width(cell) < need_ && i < most_exchanges; ++i) {
      if (at.up.empty()) at.up = at.down = truth_;
      if (!widen(cell, at)) return false;
    }
    return width(cell) >= need_;
  }

  /// The counts that have been reached for a cell.
  struct Widening {
    std::vector<std::int64_t> up, down;
    /// No more persons come from cells that are withheld anyway, until others are withheld too.
    bool up_is_full = false;
  };

  bool widen(std::uint32_t cell, Widening& at) {
    const std::int64_t need = need_ - width(cell);
    for (const auto reach :
         {ExchangeSearch::Reach::hidden, ExchangeSearch::Reach::near, ExchangeSearch::Reach::all}) {
      const bool hidden = reach == ExchangeSearch::Reach::hidden;
      std::optional<Exchange> more;
      if (!hidden || !at.up_is_full) more = search_.find(at.up, {cell, 1, need}, reach);
      if (more && hidden) return apply(*more, at.up);
      at.up_is_full = hidden;
      ExchangeSearch::Wanted cheaper{cell, -1, need};
      if (more) cheaper.below = more->cost;
      if (const auto fewer = search_.find(at.down, cheaper, reach)) return apply(*fewer, at.down);
      if (more) return apply(*more, at.up);
    }
    return false;
  }

  /// Moves the persons, withholds the cells it takes and keeps the counts as an alternative.
  bool apply(const Exchange& exchange, std::vector<std::int64_t>& counts) {
    for (const auto& [cell, gain] : exchange.steps) {
      counts[cell] += gain * exchange.times;
      withhold(cell);
    }
    Alternative alternative;
    for (std::uint32_t cell = 0; cell < counts.size(); ++cell) {
      const std::int64_t change = counts[cell] - truth_[cell];
      if (change == 0) continue;
      alternative.changes.emplace_back(cell, change);
      least_[cell] = std::min(least_[cell], change);
      most_[cell] = std::max(most_[cell], change);
    }
    result_.alternatives.push_back(std::move(alternative));
    return true;
  }

  void withhold(std::uint32_t cell) {
    if (system_.cells[cell].state != State::shown) return;
    system_.cells[cell].state = State::withheld;
    search_.hide(cell);
    queue_.push_back(cell);
  }

  /// Everything that shares an equation with the cell, directly or through others.
  void withhold_linked(std::uint32_t cell) {
    if (part_.empty()) find_parts();
    for (std::uint32_t other = 0; other < part_.size(); ++other)
      if (part_of(other) == part_of(cell)) withhold(other);
  }

  void find_parts() {
    for (std::uint32_t cell = 0; cell < system_.cells.size(); ++cell) part_.push_back(cell);
    for (const CountEquation& equation : system_.equations)
      for (const CountEquation::Term& term : equation.terms)
        part_[part_of(term.cell)] = part_of(equation.terms.front().cell);
  }

  std::uint32_t part_of(std::uint32_t cell) {
    while (part_[cell] != cell) cell = part_[cell] = part_[part_[cell]];
    return cell;
  }

  CountSystem& system_;
  const std::int64_t need_;
  ExchangeSearch search_;
  std::vector<std::int64_t> truth_;
  std::vector<std::int64_t> least_,
      most_;  ///< Of each cell, over the alternatives: differences from the truth.
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint32_t> part_;  ///< Cells that are linked have one root.
  Suppression result_;
};

bool is_possible(const CountSystem& system, const Alternative& alternative,
                 std::vector<std::int64_t>& changes) {
  bool possible = true;
  for (const auto& [cell, change] : alternative.changes) {
    changes[cell] = change;
    const CountCell& changed = system.cells[cell];
    possible = possible && changed.state != State::shown && (change > 0 || changed.value + change >= 0);
  }
  for (const CountEquation& equation : system.equations) {
    std::int64_t sum = 0;
    for (const CountEquation::Term& term : equation.terms) sum += term.coefficient * changes[term.cell];
    possible = possible && sum == 0;
  }
  for (const auto& [cell, change] : alternative.changes) changes[cell] = 0;
  return possible;
}

}  // namespace

Suppression suppress(CountSystem& system, std::int64_t k) {
  return SuppressionRun(system, k).run();
}

std::vector<std::int64_t> proven_widths(const CountSystem& system, const Suppression& suppression) {
  std::vector<std::int64_t> least(system.cells.size()), most(system.cells.size());
  std::vector<std::int64_t> changes(system.cells.size());
  for (const Alternative& alternative : suppression.alternatives) {
    if (!is_possible(system, alternative, changes)) continue;
    for (const auto& [cell, change] : alternative.changes) {
      least[cell] = std::min(least[cell], change);
      most[cell] = std::max(most[cell], change);
    }
  }
  for (std::size_t cell = 0; cell < most.size(); ++cell) most[cell] -= least[cell];
  return most;
}

}  // namespace kvali
