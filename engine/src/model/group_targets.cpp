#include "model/group_targets.hpp"

#include <algorithm>

#include "model/row_values.hpp"

namespace kvali {

namespace {

/// Do numbers of groups make one of all of them?
bool adds_up(const IndicatorRule& rule) {
  const bool words =
      rule.measure == "ordinal" || rule.measure == "qualitative" || rule.measure == "milestone";
  return !words && rule.agg_time != "none";
}

bool concerns(const GroupTargets::Rows& breakdown, const Category& category) {
  return std::any_of(breakdown.begin(), breakdown.end(), [&](const auto& row) {
    return std::find(row.first.begin(), row.first.end(), category) != row.first.end();
  });
}

bool has_dimension(const Slice& slice, const std::string& dimension) {
  return std::any_of(slice.begin(), slice.end(),
                     [&](const Category& category) { return category.dimension == dimension; });
}

}  // namespace

GroupTargets::GroupTargets(const Workspace& merged) {
  const Table* observations = merged.find("observation");
  if (observations == nullptr || observations->find("disagg") == nullptr) return;
  const RowValues values(*observations);
  IndicatorRule counting;
  counting.agg_time = "distinct";
  const Column &indicator = observations->at("indicator"), &group = observations->at("disagg");
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  for (std::size_t row = 0; row < observations->rows(); ++row) {
    if (group.missing(row) || !values.has_number(row, counting)) continue;
    if (!seen.emplace(indicator.code(row), group.code(row)).second) continue;
    for (Category& category : categories_in(group.text(row)))
      if (!category.unknown()) reported_[std::string(indicator.text(row))].insert(std::move(category));
  }
}

bool GroupTargets::is_reported(const IndicatorRule& rule, const Rows& breakdown) const {
  const auto reported = reported_.find(rule.id);
  return reported != reported_.end() &&
         std::any_of(reported->second.begin(), reported->second.end(), [&](const Category& category) {
           return has_dimension(breakdown.begin()->first, category.dimension);
         });
}

std::set<std::string> GroupTargets::lacking(const IndicatorRule& rule, const Rows& breakdown) const {
  std::set<std::string> groups;
  const auto reported = reported_.find(rule.id);
  if (reported == reported_.end()) return groups;
  for (const Category& category : reported->second)
    if (has_dimension(breakdown.begin()->first, category.dimension) && !concerns(breakdown, category))
      groups.insert(key_text({category}));
  return groups;
}

GroupTargets::Whole GroupTargets::of(const IndicatorRule& rule, const Rows& rows) const {
  Whole whole;
  if (!adds_up(rule)) return whole;
  std::map<std::pair<std::size_t, std::string>, Rows> breakdowns;  // Fewer dimensions first.
  for (const auto& [slice, row] : rows)
    breakdowns[{slice.size(), dimensions_text(slice)}].emplace(slice, row);
  for (const auto& [shape, breakdown] : breakdowns) {
    // That of women alone is not everybody's where nobody says who else there is.
    if (breakdown.size() < 2 && !is_reported(rule, breakdown)) continue;
    std::set<std::string> groups = lacking(rule, breakdown);
    if (!groups.empty()) {
      whole.groups_without.merge(groups);
      continue;
    }
    for (const auto& [slice, row] : breakdown) whole.rows.push_back(row);
    whole.groups_without.clear();
    break;
  }
  return whole;
}

}  // namespace kvali
