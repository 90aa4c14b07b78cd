#include "model/place_targets.hpp"

#include <algorithm>

#include "model/across_space.hpp"
#include "model/row_values.hpp"

namespace kvali {

namespace {

bool any_in(const std::set<std::string>& places, const PlaceTargets::Rows& rows) {
  return std::any_of(places.begin(), places.end(),
                     [&](const std::string& place) { return rows.contains(place); });
}

}  // namespace

PlaceTargets::PlaceTargets(const Workspace& merged)
    : merged_(merged), parents_(parents_of(merged.find("location"))) {
  const Table* observations = merged.find("observation");
  if (observations == nullptr || observations->find("loc") == nullptr) return;
  const RowValues values(*observations);
  IndicatorRule counting;
  counting.agg_time = "distinct";
  for (std::size_t row = 0; row < observations->rows(); ++row)
    if (values.has_number(row, counting) && !observations->at("loc").missing(row))
      reporting_[canonical_text(observations->scalar("indicator", row))].insert(
          canonical_text(observations->scalar("loc", row)));
}

/// What a place lies in.
std::set<std::string> PlaceTargets::around(const std::string& place) const {
  std::set<std::string> places;
  for (auto it = parents_.find(place); it != parents_.end() && places.insert(it->second).second;)
    it = parents_.find(it->second);
  return places;
}

PlaceTargets::Whole PlaceTargets::together(const IndicatorRule& rule, const Rows& rows,
                                           Evidence& evidence) const {
  Whole whole;
  std::set<std::string> divided;  // Their parts have targets.
  for (const auto& [place, own] : rows) divided.merge(around(place));
  // A target of all places is one of each.
  if (const auto found = reporting_.find(rule.id); found != reporting_.end() && !rows.contains({}))
    for (const std::string& place : found->second)
      if (!rows.contains(place) && !divided.contains(place) && !any_in(around(place), rows))
        whole.places_without.insert(place);
  whole.target = no_quantity(Mark::not_applicable);
  if (!whole.places_without.empty()) return whole;
  const RowValues values(*merged_.find("target"));
  const Across how = across_of(rule.agg_space);
  Laid laid;
  for (const auto& [place, own] : rows) {
    if (any_in(around(place), rows)) continue;  // It is in the region's.
    Laid one;
    for (const std::size_t row : own) one.add(values.read(row, rule));
    laid.add(one, how);
  }
  const Reported made = laid.take(rule, how, {});
  whole.target.value =
      made.value || !made.num || !made.den ? made.value : ratio_of(rule, *made.num, *made.den);
  if (!whole.target.value) return whole;
  whole.target.mark = Mark::none;
  whole.target.evidence = evidence.join(made.evidence);
  return whole;
}

}  // namespace kvali
