#include "privacy/slices.hpp"

#include <fmt/format.h>

namespace kvali {

namespace {

using State = CountCell::State;

constexpr int most_digits = 6;
constexpr std::int64_t largest = 1'000'000'000;

std::optional<Decimal> number_in(const Scalar& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return Decimal(*whole);
  if (const auto* exact = std::get_if<Decimal>(&value)) return *exact;
  if (const auto* real = std::get_if<double>(&value)) return Decimal::from_double(*real);
  return std::nullopt;
}

}  // namespace

std::optional<int> digits_needed(const Scalar& value) {
  const auto number = number_in(value);
  if (!number || magnitude(*number) > Decimal(largest)) return std::nullopt;
  for (int digits = 0; digits <= most_digits; ++digits)
    if (number->round_half_up(digits) == *number) return digits;
  return std::nullopt;
}

Slices::Slices(LinkedCounts& counts, int digits) : counts_(counts) {
  for (int i = 0; i < digits; ++i) unit_ *= 10;
}

void Slices::begin(CountSubject subject) {
  counts_.subjects.push_back(std::move(subject));
}

std::int64_t Slices::units(const Scalar& value) const {
  return *(*number_in(value) * Decimal(unit_)).to_int64();
}

void Slices::add(const std::string& name, const CountPlace& place, const Scalar& value, bool printed) {
  const auto [it, is_new] = cells_.try_emplace(key(name, place.column), 0);
  if (is_new) {
    it->second = unseen(units(value));
    counts_.origins.back().name = name;
  }
  counts_.origins[it->second].places.push_back(place);
  CountCell& cell = counts_.system.cells[it->second];
  if (printed && cell.state == State::unseen) cell.state = State::shown;
}

std::optional<std::uint32_t> Slices::find(const std::string& name, const std::string& column) const {
  return find(counts_.subjects.size(), name, column);
}

std::optional<std::uint32_t> Slices::find(std::size_t subject, const std::string& name,
                                          const std::string& column) const {
  const auto it = cells_.find({subject, name, column});
  return it == cells_.end() ? std::nullopt : std::optional(it->second);
}

void Slices::withhold(std::uint32_t cell, CountOrigin::Cause cause) {
  if (counts_.system.cells[cell].state != State::shown) return;
  counts_.system.cells[cell].state = State::withheld;
  counts_.origins[cell].cause = cause;
}

std::uint32_t Slices::unseen(std::int64_t value) {
  counts_.origins.push_back({std::uint32_t(counts_.subjects.size() - 1), {}, {}, {}});
  return counts_.system.add(value, State::unseen);
}

std::int64_t Slices::sum(const Cells& parts) const {
  std::int64_t total = 0;
  for (const std::uint32_t part : parts) total += value(part);
  return total;
}

std::uint32_t Slices::remainder(const std::string& column, const Whole& whole, std::int64_t difference) {
  const std::string name = fmt::format("{} of {}", difference,
                                       !whole.value  ? "nothing"
                                       : !whole.cell ? "all"
                                                     : std::to_string(*whole.cell));
  const auto [it, is_new] = cells_.try_emplace(key(name, column), 0);
  if (is_new) it->second = unseen(difference < 0 ? -difference : difference);
  return it->second;
}

void Slices::add_breakdown(const std::string& name, const std::string& column, const Cells& parts,
                           const Whole& whole, std::int64_t small) {
  if (parts.empty()) return;
  const std::int64_t difference = whole.value.value_or(0) - sum(parts);
  CountEquation equation;
  for (const std::uint32_t part : parts) equation.terms.push_back({part});
  if (whole.cell) equation.terms.push_back({*whole.cell, -1});
  if (difference != 0) {
    const std::uint32_t cell = remainder(column, whole, difference);
    equation.terms.push_back({cell, difference > 0 ? 1 : -1});
    cells_[key(difference > 0 ? lack(name) : excess(name), column)] = cell;
    if (difference > 0 && difference < small) counts_.system.cells[cell].state = State::withheld;
  }
  counts_.system.equations.push_back(std::move(equation));
  if (difference >= 0 || !whole.value) return;
  for (const std::uint32_t part : parts) {  // Who is in several parts is in the whole once.
    if (value(part) > *whole.value) continue;
    CountEquation within{{{part}, {unseen(*whole.value - value(part))}}};
    if (whole.cell) within.terms.push_back({*whole.cell, -1});
    counts_.system.equations.push_back(std::move(within));
  }
}

void Slices::add_equal_sums(const Cells& some, const Cells& others) {
  CountEquation equation;
  for (const std::uint32_t cell : some) equation.terms.push_back({cell});
  for (const std::uint32_t cell : others) equation.terms.push_back({cell, -1});
  counts_.system.equations.push_back(std::move(equation));
}

std::uint32_t Slices::add_some(std::int64_t value, std::optional<std::uint32_t> of) {
  const std::uint32_t some = unseen(value);
  if (of) add_equal_sums({some, unseen(this->value(*of) - value)}, {*of});
  return some;
}

void Slices::add_part(std::uint32_t part, std::uint32_t whole, const Rest& rest) {
  CountEquation equation{{{part}, {whole, -1}}};
  if (!rest.exact) {
    const std::uint32_t cell = unseen(value(whole) - value(part) - rest.least);
    if (rest.withheld) counts_.system.cells[cell].state = State::withheld;
    equation.terms.push_back({cell});
  }
  counts_.system.equations.push_back(std::move(equation));
}

}  // namespace kvali
