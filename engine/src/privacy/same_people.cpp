#include "privacy/same_people.hpp"

#include <algorithm>

namespace kvali {

namespace {

constexpr std::array<const char*, 2> columns{"period_actual", "to_date"};

}  // namespace

PeopleCounted::PeopleCounted(const IndicatorFigures& figures, const std::vector<SliceRow>& rows)
    : total_{figures.period_actual.value, figures.to_date.value} {
  for (const SliceRow& row : rows)
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column& cells = row.table->at(columns[i]);
      if (!cells.missing(row.row)) groups_[row.name()][i] = cells.number(row.row);
    }
}

std::vector<std::string> PeopleCounted::shared(const PeopleCounted& other, int column) const {
  const auto at = static_cast<std::size_t>(column);
  std::vector<std::string> names;
  for (const auto& [name, numbers] : groups_) {
    const auto found = other.groups_.find(name);
    if (numbers[at] && found != other.groups_.end() && found->second[at]) names.push_back(name);
  }
  return names;
}

bool PeopleCounted::same_as(const PeopleCounted& other, int column, const Decimal& smallest) const {
  const auto at = static_cast<std::size_t>(column);
  if (!total_[at] || total_[at] != other.total_[at] || *total_[at] < smallest) return false;
  const std::vector<std::string> names = shared(other, column);
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return groups_.at(name)[at] == other.groups_.at(name)[at];
  });
}

}  // namespace kvali
