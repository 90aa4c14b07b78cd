#include "privacy/slices.hpp"

#include <algorithm>

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

std::int64_t Slices::units(const Scalar& value) const {
  return *(*number_in(value) * Decimal(unit_)).to_int64();
}

void Slices::add(const std::string& name, const CountPlace& place, const Scalar& value, bool printed) {
  const auto [it, is_new] = cells_.try_emplace({name, place.column}, 0);
  if (is_new) {
    it->second = unseen(units(value));
    counts_.names.back() = name;
  }
  counts_.places[it->second].push_back(place);
  CountCell& cell = counts_.system.cells[it->second];
  if (printed && cell.state == State::unseen) cell.state = State::shown;
}

std::optional<std::uint32_t> Slices::find(const std::string& name, const std::string& column) const {
  const auto it = cells_.find({name, column});
  return it == cells_.end() ? std::nullopt : std::optional(it->second);
}

void Slices::withhold(std::uint32_t cell) {
  if (counts_.system.cells[cell].state == State::shown) counts_.system.cells[cell].state = State::withheld;
}

std::uint32_t Slices::unseen(std::int64_t value) {
  counts_.places.emplace_back();
  counts_.names.emplace_back();
  return counts_.system.add(value, State::unseen);
}

std::int64_t Slices::sum(const std::vector<std::uint32_t>& members) const {
  std::int64_t total = 0;
  for (const std::uint32_t member : members) total += value(member);
  return total;
}

void Slices::add_total(const std::vector<std::uint32_t>& members, std::int64_t total) {
  const std::int64_t rest = total - sum(members);
  CountEquation equation;
  for (const std::uint32_t member : members) {
    if (rest >= 0)
      equation.terms.push_back({member});
    else if (value(member) <= total)  // Who is in two groups is in none alone.
      counts_.system.equations.push_back({{{member}, {unseen(total - value(member))}}});
  }
  if (rest > 0) equation.terms.push_back({unseen(rest)});
  if (!equation.terms.empty()) counts_.system.equations.push_back(std::move(equation));
}

void Slices::add_total(const std::vector<std::uint32_t>& members, std::uint32_t total) {
  const std::int64_t rest = value(total) - sum(members);
  if (rest < 0) return;
  CountEquation equation{{{total, -1}}};
  for (const std::uint32_t member : members) equation.terms.push_back({member});
  if (rest > 0) equation.terms.push_back({unseen(rest)});
  counts_.system.equations.push_back(std::move(equation));
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

void Slices::add_equal(std::uint32_t a, std::uint32_t b) {
  counts_.system.equations.push_back({{{a}, {b, -1}}});
}

}  // namespace kvali
