#include "model/wider_reporters.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

/// Deeper than any country is divided; ends a circle of parents too.
constexpr std::size_t most_levels = 12;

/// What a reporter says of itself, one bit for each field.
std::size_t said(const Reporter& one) {
  return std::size_t{!one.place.empty()} | std::size_t{!one.org.empty()} << 1 |
         std::size_t{!one.activity.empty()} << 2;
}

/// The place, what it lies in, and "" for all places.
std::vector<std::string> around(const std::string& place, const PlaceParents& parents) {
  std::vector<std::string> places{place};
  for (auto it = parents.find(place); it != parents.end() && places.size() < most_levels;
       it = parents.find(it->second))
    places.push_back(it->second);
  if (!place.empty()) places.emplace_back();
  return places;
}

std::vector<std::string> itself_or_all(const std::string& text) {
  return text.empty() ? std::vector<std::string>{text} : std::vector<std::string>{text, {}};
}

}  // namespace

PlaceParents parents_of(const Table* locations) {
  PlaceParents parents;
  if (locations == nullptr || locations->find("parent") == nullptr) return parents;
  for (std::size_t row = 0; row < locations->rows(); ++row)
    if (std::string parent = canonical_text(locations->scalar("parent", row)); !parent.empty())
      parents.emplace(canonical_text(locations->scalar("loc_id", row)), std::move(parent));
  return parents;
}

std::string Reporter::text() const {
  std::string text;
  for (const std::string* part : {&place, &org, &activity})
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  return text;
}

WiderReporters::WiderReporters(const std::vector<Reporter>& reporters, const Table* locations) {
  const PlaceParents parents = parents_of(locations);
  std::array<bool, 8> used{};
  for (const Reporter& one : reporters) used[said(one)] = true;
  // All say the same fields, as is usual: none is wider.
  if (parents.empty() && std::count(used.begin(), used.end(), true) < 2) return;
  for (std::size_t number = 0; number < reporters.size(); ++number) {
    const Reporter& one = reporters[number];
    for (const std::string& place : around(one.place, parents))
      for (const std::string& org : itself_or_all(one.org))
        for (const std::string& activity : itself_or_all(one.activity)) {
          const Reporter wide{place, org, activity};
          if (!used[said(wide)] || wide == one) continue;
          const auto it = std::lower_bound(reporters.begin(), reporters.end(), wide);
          if (it != reporters.end() && *it == wide)
            wider_[std::uint32_t(number)].push_back(std::uint32_t(it - reporters.begin()));
        }
  }
}

std::span<const std::uint32_t> WiderReporters::than(std::uint32_t reporter) const {
  const auto it = wider_.find(reporter);
  if (it == wider_.end()) return {};
  return it->second;
}

}  // namespace kvali
