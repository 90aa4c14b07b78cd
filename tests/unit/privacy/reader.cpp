#include "reader.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/decimal.hpp"

namespace kvali {

namespace {

using Number = Int128;

struct Fraction {
  Number top = 0;
  Number bottom = 1;

  Fraction reduced() const {
    Number a = top < 0 ? -top : top, b = bottom;
    while (b != 0) a = std::exchange(b, a % b);
    const Number sign = bottom < 0 ? -1 : 1;
    return a == 0 ? Fraction{} : Fraction{sign * top / a, sign * bottom / a};
  }
};

Fraction divided(const Fraction& a, const Fraction& b) {
  return Fraction{a.top * b.bottom, a.bottom * b.top}.reduced();
}

Fraction less_product(const Fraction& a, const Fraction& b, const Fraction& c) {
  return Fraction{a.top * b.bottom * c.bottom - b.top * c.top * a.bottom, a.bottom * b.bottom * c.bottom}
      .reduced();
}

bool is_open(const CountSystem& system, std::uint32_t cell) {
  return system.cells[cell].state != CountCell::State::shown;
}

/// Tries all counts of the open cells: those that an equation leaves no choice first.
class Enumeration {
 public:
  Enumeration(const CountSystem& system, std::int64_t enough) : system_(system), enough_(enough) {
    for (const CountCell& cell : system.cells) {
      counts_.push_back(cell.state == CountCell::State::shown ? std::optional(cell.value) : std::nullopt);
      most_ += cell.value;
    }
    for (const CountEquation& equation : system.equations) {
      totals_.push_back(0);
      adds_up_.push_back(std::all_of(equation.terms.begin(), equation.terms.end(),
                                     [](const auto& term) { return term.coefficient > 0; }));
      for (const auto& term : equation.terms)
        totals_.back() += term.coefficient * system.cells[term.cell].value;
    }
    bounds_.assign(counts_.size(), {most_, 0});
  }

  std::vector<std::pair<std::int64_t, std::int64_t>> run() {
    try_all();
    return bounds_;
  }

 private:
  /// What is left of the equation, and how many of its cells are still open.
  std::pair<std::int64_t, std::size_t> rest(std::size_t equation) const {
    std::int64_t left = totals_[equation];
    std::size_t open = 0;
    for (const auto& term : system_.equations[equation].terms) {
      if (counts_[term.cell])
        left -= term.coefficient * *counts_[term.cell];
      else
        ++open;
    }
    return {left, open};
  }

  void try_all() {
    if (done_) return;
    std::optional<std::size_t> best;
    std::size_t fewest = 0;
    for (std::size_t e = 0; e < totals_.size(); ++e) {
      const auto [left, open] = rest(e);
      if ((open == 0 && left != 0) || (left < 0 && adds_up_[e])) return;
      if (open > 0 && (!best || open < fewest)) {
        best = e;
        fewest = open;
      }
    }
    if (!best) return note();
    branch(*best, fewest);
  }

  void branch(std::size_t equation, std::size_t open) {
    const std::int64_t left = rest(equation).first;
    const auto& terms = system_.equations[equation].terms;
    const auto term =
        *std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return !counts_[t.cell]; });
    const std::int64_t top = adds_up_[equation] ? left : most_;
    if (open == 1) {
      const std::int64_t value = left / term.coefficient;
      if (left % term.coefficient == 0 && value >= 0) set(term.cell, value);
      return;
    }
    for (std::int64_t value = 0; value <= top; ++value) set(term.cell, value);
  }

  void set(std::uint32_t cell, std::int64_t value) {
    counts_[cell] = value;
    try_all();
    counts_[cell].reset();
  }

  void note() {
    for (std::uint32_t cell = 0; cell < counts_.size(); ++cell) {
      const std::int64_t value = counts_[cell] ? *counts_[cell] : 0;
      bounds_[cell].first = std::min(bounds_[cell].first, value);
      // In no equation: nobody knows anything.
      bounds_[cell].second = std::max(bounds_[cell].second, counts_[cell] ? value : most_ + enough_);
    }
    done_ = true;
    for (std::uint32_t cell = 0; cell < counts_.size(); ++cell)
      if (system_.cells[cell].state == CountCell::State::withheld)
        done_ = done_ && bounds_[cell].second - bounds_[cell].first >= enough_;
  }

  const CountSystem& system_;
  const std::int64_t enough_;
  std::vector<std::optional<std::int64_t>> counts_;
  std::vector<std::int64_t> totals_;
  std::vector<bool> adds_up_;  ///< Equations without a minus.
  std::int64_t most_ = 0;      ///< No count is greater than all together.
  std::vector<std::pair<std::int64_t, std::int64_t>> bounds_;
  bool done_ = false;
};

}  // namespace

std::set<std::uint32_t> recoverable(const CountSystem& system) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t cell = 0; cell < system.cells.size(); ++cell)
    if (is_open(system, cell)) cells.push_back(cell);
  std::vector<std::vector<Fraction>> matrix;
  for (const CountEquation& equation : system.equations) {
    std::vector<Fraction> row(cells.size());
    for (const auto& term : equation.terms) {
      const auto it = std::find(cells.begin(), cells.end(), term.cell);
      if (it != cells.end()) row[std::size_t(it - cells.begin())].top += term.coefficient;
    }
    matrix.push_back(std::move(row));
  }
  std::size_t rank = 0;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const auto pivot = std::find_if(matrix.begin() + std::ptrdiff_t(rank), matrix.end(),
                                    [&](const auto& row) { return row[column].top != 0; });
    if (pivot == matrix.end()) continue;
    std::swap(matrix[rank], *pivot);
    const Fraction lead = matrix[rank][column];
    for (Fraction& x : matrix[rank]) x = divided(x, lead);
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      const Fraction factor = matrix[i][column];
      if (i == rank || factor.top == 0) continue;
      for (std::size_t j = 0; j < cells.size(); ++j)
        matrix[i][j] = less_product(matrix[i][j], factor, matrix[rank][j]);
    }
    ++rank;
  }
  std::set<std::uint32_t> determined;
  for (std::size_t i = 0; i < rank; ++i) {
    const auto present = [](const Fraction& x) { return x.top != 0; };
    if (std::count_if(matrix[i].begin(), matrix[i].end(), present) != 1) continue;
    const auto at = std::find_if(matrix[i].begin(), matrix[i].end(), present) - matrix[i].begin();
    const std::uint32_t cell = cells[std::size_t(at)];
    if (system.cells[cell].state == CountCell::State::withheld) determined.insert(cell);
  }
  return determined;
}

std::vector<std::pair<std::int64_t, std::int64_t>> bounds(const CountSystem& system, std::int64_t enough) {
  return Enumeration(system, enough).run();
}

bool is_safe(const CountSystem& system, std::int64_t k) {
  if (!recoverable(system).empty()) return false;
  const auto found = bounds(system, k - 1);
  for (std::size_t cell = 0; cell < found.size(); ++cell)
    if (system.cells[cell].state == CountCell::State::withheld &&
        found[cell].second - found[cell].first < k - 1)
      return false;
  return true;
}

CountSystem two_way(const std::vector<std::vector<std::int64_t>>& table) {
  CountSystem system;
  std::vector<CountEquation> columns(table.front().size());
  for (const auto& row : table) {
    CountEquation equation;
    for (std::size_t c = 0; c < row.size(); ++c) {
      equation.terms.push_back({system.add(row[c])});
      columns[c].terms.push_back(equation.terms.back());
    }
    system.equations.push_back(std::move(equation));
  }
  for (CountEquation& column : columns) system.equations.push_back(std::move(column));
  return system;
}

}  // namespace kvali
