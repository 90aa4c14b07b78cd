#include "privacy/exchange.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace kvali {

namespace {

/// Candidates that a search looks at: some two seconds of work.
constexpr std::int64_t most_work = 40'000'000;
/// States of one search: a box of three margins needs some hundred.
constexpr std::size_t most_states = 60'000;
/// Cells of an equation that are tried before all are.
constexpr std::size_t near_cells = 64;
/// Exchanges among more cells help nobody: a way through ten rows and ten columns has twenty.
constexpr std::uint32_t longest = 24;

/// Withholding a cell loses this much, and a little more the more it says.
constexpr std::int64_t cell_cost = 1000;

/// Spreads a number over 64 bits (the finalizer of SplitMix64).
std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

std::int64_t bits_of(std::int64_t value) {
  std::int64_t bits = 0;
  for (; value > 0; value >>= 1) ++bits;
  return bits;
}

}  // namespace

ExchangeSearch::ExchangeSearch(const CountSystem& system)
    : system_(system),
      uses_(system.cells.size()),
      hashes_(system.cells.size()),
      hidden_(system.equations.size()),
      shown_(system.equations.size()),
      residual_(system.equations.size()),
      slack_of_(system.equations.size()),
      reached_(1024),
      work_left_(most_work) {
  for (std::uint32_t equation = 0; equation < system.equations.size(); ++equation) {
    for (const CountEquation::Term& term : system.equations[equation].terms) {
      uses_[term.cell].push_back({equation, term.coefficient});
      hashes_[term.cell] += change_of(uses_[term.cell].back());
      const bool shown = system.cells[term.cell].state == CountCell::State::shown;
      (shown ? shown_ : hidden_)[equation].push_back(term);
    }
    const auto less = [this](const auto& a, const auto& b) { return smaller(a, b); };
    std::sort(shown_[equation].begin(), shown_[equation].end(), less);
    std::sort(hidden_[equation].rbegin(), hidden_[equation].rend(), less);
  }
  find_slacks();
}

/// A cell that nobody sees and no other equation knows takes up whatever the others of its equation leave.
void ExchangeSearch::find_slacks() {
  for (std::uint32_t equation = 0; equation < system_.equations.size(); ++equation) {
    const auto& hidden = hidden_[equation];
    const auto slack = std::find_if(hidden.begin(), hidden.end(), [this](const CountEquation::Term& term) {
      return uses_[term.cell].size() == 1 && std::abs(term.coefficient) == 1;
    });
    if (slack != hidden.end()) slacks_.push_back({equation, *slack, false});
  }
}

/// An equation with slack needs no balance as long as its slack has persons to give, unless the slack is
/// what is looked at.
void ExchangeSearch::loosen() {
  for (Slack& slack : slacks_) {
    const bool loose = slack.term.cell != wanted_.cell && (*at_)[slack.term.cell] > 0;
    if (loose == slack.loose) continue;
    slack.loose = loose;
    slack_of_[slack.equation] = loose ? &slack.term : nullptr;
    for (const CountEquation::Term& term : system_.equations[slack.equation].terms) {
      const std::uint64_t change = change_of({slack.equation, term.coefficient});
      hashes_[term.cell] += loose ? -change : change;
    }
  }
}

/// What one person more in a cell does to the hash.
std::uint64_t ExchangeSearch::change_of(const Use& use) {
  return mix(use.equation) * static_cast<std::uint64_t>(std::int64_t{use.coefficient});
}

bool ExchangeSearch::smaller(const CountEquation::Term& a, const CountEquation::Term& b) const {
  const std::int64_t x = system_.cells[a.cell].value, y = system_.cells[b.cell].value;
  return x != y ? x < y : a.cell < b.cell;
}

void ExchangeSearch::hide(std::uint32_t cell) {
  for (const Use& use : uses_[cell]) {
    auto& shown = shown_[use.equation];
    const auto it = std::find_if(shown.begin(), shown.end(), [&](const auto& t) { return t.cell == cell; });
    if (it == shown.end()) continue;
    auto& hidden = hidden_[use.equation];
    hidden.insert(std::upper_bound(hidden.begin(), hidden.end(), *it,
                                   [this](const auto& a, const auto& b) { return smaller(b, a); }),
                  *it);
    shown.erase(it);
  }
}

bool ExchangeSearch::cheaper(std::uint32_t a, std::uint32_t b) const {
  // The heap's greatest is the cheapest; of equal ones the one found first, so that runs are alike.
  return states_[a].cost != states_[b].cost ? states_[a].cost > states_[b].cost : a > b;
}

std::optional<Exchange> ExchangeSearch::find(const std::vector<std::int64_t>& at, const Wanted& wanted,
                                             Reach reach) {
  if (wanted.direction < 0 && at[wanted.cell] <= 0) return std::nullopt;
  at_ = &at;
  wanted_ = wanted;
  reach_ = reach;
  loosen();
  ++search_;
  reached_count_ = 0;
  states_.clear();
  queue_.clear();
  const std::uint64_t change = hashes_[wanted.cell];
  states_.push_back({wanted.direction > 0 ? change : -change, 0, 0, wanted.cell, wanted.direction, 1});
  queue_.push_back(0);
  const auto order = [this](std::uint32_t a, std::uint32_t b) { return cheaper(a, b); };
  while (!queue_.empty() && !exhausted()) {
    std::pop_heap(queue_.begin(), queue_.end(), order);
    const std::uint32_t index = queue_.back();
    queue_.pop_back();
    const State state = states_[index];
    if (is_overtaken(state)) continue;
    if (state.imbalance == 0) {
      if (auto found = exchange_of(state)) return found;
      continue;
    }
    if (state.length < longest && states_.size() < most_states) expand(state, index);
  }
  return std::nullopt;
}

/// An equation that the state leaves out of balance, and by how much: one of the last cell's, so that a
/// search walks on from there and does not come to the same place on many ways; else the smallest.
std::optional<CountEquation::Term> ExchangeSearch::out_of_balance(const State& state) {
  touched_.clear();
  for (const State* step = &state;; step = &states_[step->parent]) {
    for (const Use& use : uses_[step->cell]) {
      if (slack_of_[use.equation] != nullptr) continue;
      if (residual_[use.equation] == 0) touched_.push_back(use.equation);
      residual_[use.equation] += std::int64_t{use.coefficient} * step->step;
    }
    if (step->length == 1) break;
  }
  std::optional<CountEquation::Term> chosen;
  std::tuple<bool, std::size_t, std::uint32_t> rank;
  for (const std::uint32_t equation : touched_) {
    const auto residual = static_cast<std::int32_t>(residual_[equation]);
    residual_[equation] = 0;
    if (residual == 0) continue;
    const auto& last = uses_[state.cell];
    const bool elsewhere =
        std::none_of(last.begin(), last.end(), [&](const Use& use) { return use.equation == equation; });
    const std::tuple own(elsewhere, system_.equations[equation].terms.size(), equation);
    if (chosen && rank < own) continue;
    rank = own;
    chosen = CountEquation::Term{equation, residual};
  }
  return chosen;
}

void ExchangeSearch::expand(const State& state, std::uint32_t index) {
  const auto open = out_of_balance(state);
  if (!open) return;  // Two sets of equations with one hash: the state is given up.
  const std::int64_t residual = open->coefficient;
  const bool all = reach_ == Reach::all;
  const auto& hidden = hidden_[open->cell];
  for (std::size_t i = 0; i < (all ? hidden.size() : std::min(hidden.size(), 2 * near_cells)); ++i)
    if (consider(state, index, hidden[i], residual)) return;
  if (reach_ == Reach::hidden) return;
  const auto& shown = shown_[open->cell];
  // The smallest cells that can give as many persons as are needed, and as many of the smaller ones.
  const auto enough = static_cast<std::size_t>(
      std::lower_bound(shown.begin(), shown.end(), wanted_.need,
                       [&](const auto& t, std::int64_t n) { return system_.cells[t.cell].value < n; }) -
      shown.begin());
  const std::size_t first = all || enough < near_cells ? 0 : enough - near_cells;
  const std::size_t last = all ? shown.size() : std::min(shown.size(), enough + near_cells);
  for (std::size_t i = first; i < last; ++i) consider(state, index, shown[i], residual);
}

bool ExchangeSearch::consider(const State& state, std::uint32_t index, const CountEquation::Term& term,
                              std::int64_t residual) {
  --work_left_;
  if (term.cell == wanted_.cell) return false;
  const int step = (residual > 0) == (term.coefficient > 0) ? -1 : 1;
  if (step < 0 && (*at_)[term.cell] <= 0) return false;
  const std::uint64_t imbalance =
      step > 0 ? state.imbalance + hashes_[term.cell] : state.imbalance - hashes_[term.cell];
  const std::int64_t cost = state.cost + cost_of(term.cell, step);
  if (cost >= wanted_.below) return false;
  // Several ways may lead to balance, of which not every one can be walked: they are all kept.
  if (imbalance != 0 && !improves(imbalance, cost)) return false;
  states_.push_back({imbalance, cost, index, term.cell, step, state.length + 1});
  queue_.push_back(static_cast<std::uint32_t>(states_.size() - 1));
  std::push_heap(queue_.begin(), queue_.end(),
                 [this](std::uint32_t a, std::uint32_t b) { return cheaper(a, b); });
  return imbalance == 0 && cost == state.cost + 1;
}

/// A cell that gives too few persons needs another one beside it; a zero tells little where it stands,
/// and many readers would guess it.
std::int64_t ExchangeSearch::cost_of(std::uint32_t cell, int step) const {
  const bool shown = system_.cells[cell].state == CountCell::State::shown;
  const std::int64_t value = (*at_)[cell];
  std::int64_t cost = shown ? cell_cost + 20 * bits_of(value) : 1;
  if (step < 0 && value < wanted_.need)
    cost += (shown ? cell_cost : 10) * (wanted_.need - value) / wanted_.need;
  if (step > 0 && shown && value == 0) cost += cell_cost / 2;
  return cost;
}

/// Where the imbalance stands among what this search has reached, or has room.
std::size_t ExchangeSearch::slot_of(std::uint64_t imbalance) const {
  const std::size_t mask = reached_.size() - 1;
  std::size_t slot = imbalance & mask;
  while (reached_[slot].search == search_ && reached_[slot].imbalance != imbalance) slot = (slot + 1) & mask;
  return slot;
}

bool ExchangeSearch::improves(std::uint64_t imbalance, std::int64_t cost) {
  if (2 * reached_count_ >= reached_.size()) grow_reached();
  Reached& here = reached_[slot_of(imbalance)];
  const bool known = here.search == search_;
  if (known && here.cost <= cost) return false;
  if (!known) ++reached_count_;
  here = {imbalance, cost, search_};
  return true;
}

/// Has a cheaper way to the same imbalance been found since the state was queued?  Nothing leads to the
/// beginning, and every way to balance is kept.
bool ExchangeSearch::is_overtaken(const State& state) const {
  const Reached& here = reached_[slot_of(state.imbalance)];
  return state.imbalance != 0 && here.search == search_ && here.cost < state.cost;
}

void ExchangeSearch::grow_reached() {
  std::vector<Reached> old(2 * reached_.size());
  old.swap(reached_);
  reached_count_ = 0;
  for (const Reached& one : old)
    if (one.search == search_) (void)improves(one.imbalance, one.cost);
}

/// Adds what the slacks gain and lose by that.
void ExchangeSearch::take_up(std::map<std::uint32_t, std::int64_t>& gains) const {
  std::map<std::uint32_t, std::int64_t> left;
  for (const auto& [cell, gain] : gains)
    for (const Use& use : uses_[cell])
      if (slack_of_[use.equation] != nullptr) left[use.equation] += use.coefficient * gain;
  for (const auto& [equation, persons] : left) {
    const CountEquation::Term& slack = *slack_of_[equation];
    gains[slack.cell] -= persons * slack.coefficient;
  }
}

/// The steps together; nothing where a count would fall below zero at once.
std::optional<Exchange> ExchangeSearch::exchange_of(const State& state) const {
  std::map<std::uint32_t, std::int64_t> gains;
  for (const State* step = &state;; step = &states_[step->parent]) {
    gains[step->cell] += step->step;
    if (step->length == 1) break;
  }
  take_up(gains);
  Exchange exchange;
  exchange.cost = state.cost;
  exchange.times = wanted_.need;
  for (const auto& [cell, gain] : gains) {
    if (gain == 0) continue;
    exchange.steps.emplace_back(cell, gain);
    if (gain < 0) exchange.times = std::min(exchange.times, (*at_)[cell] / -gain);
  }
  if (exchange.times < 1) return std::nullopt;
  return exchange;
}

}  // namespace kvali
