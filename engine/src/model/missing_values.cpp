#include "model/missing_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/reporting_units.hpp"

namespace kvali {

namespace {

/// More are counted, not named.
constexpr std::size_t most_named = 5;

}  // namespace

void MissingValues::add(std::string who, const Period& period) {
  std::vector<Period>& periods = periods_[who.empty() ? std::string("one partner") : std::move(who)];
  if (periods.empty() || periods.back() != period) periods.push_back(period);
}

bool MissingValues::is_one_list() const {
  return periods_.size() > most_named || lack_the_same();
}

bool MissingValues::lack_the_same() const {
  return std::all_of(periods_.begin(), periods_.end(),
                     [&](const auto& one) { return one.second == periods_.begin()->second; });
}

std::string MissingValues::names() const {
  if (periods_.size() > most_named)
    return lack_the_same() ? fmt::format("{} reporters", periods_.size())
                           : fmt::format("one or more of {} reporters", periods_.size());
  std::vector<std::string> names;
  for (const auto& [who, periods] : periods_) names.push_back(who);
  return fmt::format("{}", fmt::join(names, "; "));
}

std::string MissingValues::periods() const {
  std::set<Period> all;
  for (const auto& [who, periods] : periods_) all.insert(periods.begin(), periods.end());
  return units_text({all.begin(), all.end()});
}

std::string MissingValues::text() const {
  std::vector<std::string> texts;
  for (const auto& [who, periods] : periods_) texts.push_back(who + " " + units_text(periods));
  return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace kvali
