#include "collect/value_lists.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace kvali {

namespace {

/// What a list makes of a cell; `known` says whether the list has its word.
Scalar translated(const FieldMap& map, const Scalar& cell, bool& known) {
  known = true;
  const std::string text(trim(canonical_text(cell)));
  if (const auto it = map.values.find(text); it != map.values.end()) return it->second;
  const std::string folded = fold_key(text);
  for (const auto& [from, to] : map.values)
    if (fold_key(from) == folded || fold_key(to) == folded) return to;
  known = folded.empty();
  return cell;
}

}  // namespace

Scalar ValueLists::translate(const FieldMap* map, const Scalar& cell, const Column* from, std::size_t row) {
  if (map == nullptr || map->values.empty() || is_missing(cell)) return cell;
  bool known = true;
  Scalar value = translated(*map, cell, known);
  if (!known && !map->list.empty())
    unknown_[map].try_emplace(std::string(trim(canonical_text(cell))), FirstCell{from, row});
  return value;
}

std::vector<ValueLists::Finding> ValueLists::findings() const {
  std::vector<Finding> all;
  for (const auto& [map, words] : unknown_) all.push_back(finding_of(*map, words));
  return all;
}

ValueLists::Finding ValueLists::finding_of(const FieldMap& map, const Words& words) {
  std::vector<std::string_view> known;
  for (const auto& pair : map.values) known.push_back(pair.first);
  std::vector<std::string> lines;
  for (const auto& pair : words) {
    const auto meant = nearest(pair.first, known);
    lines.push_back(
        fmt::format("\"{}\" = \"{}\"", pair.first, meant ? map.values.find(*meant)->second : "..."));
  }
  const auto& [word, first] = *words.begin();
  CellProblem problem{"D-08",
                      words.size() == 1
                          ? fmt::format("the list [values.{}] does not know '{}'", map.list, word)
                          : fmt::format("the list [values.{}] does not know {} words, e.g. '{}'", map.list,
                                        words.size(), word),
                      fmt::format("add below [values.{}]: {}", map.list, fmt::join(lines, ", "))};
  return {std::move(problem), first.from, first.row};
}

}  // namespace kvali
