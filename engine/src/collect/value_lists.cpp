#include "collect/value_lists.hpp"

#include <fmt/format.h>

#include <algorithm>

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

Scalar ValueLists::translate(const FieldMap* map, const Scalar& cell, const Column* from, std::size_t row,
                             bool judged) {
  if (map == nullptr || map->values.empty() || is_missing(cell)) return cell;
  bool known = true;
  Scalar value = translated(*map, cell, known);
  if (map->list.empty() && judged) return value;
  Words& words = words_[map];
  if (known)
    words.known.insert(std::string(trim(canonical_text(cell))));
  else
    words.unknown.try_emplace(std::string(trim(canonical_text(cell))), FirstCell{from, row});
  return value;
}

std::vector<ValueLists::Finding> ValueLists::findings() const {
  std::vector<Finding> all;
  for (const auto& [map, words] : words_)
    if (is_meant_whole(*map, words)) all.push_back(finding_of(*map, words.unknown));
  return all;
}

/// A list of its own says all words there are.  One written in place may name exceptions only, and does not
/// where it knows most words of the column, or nearly one of them.
bool ValueLists::is_meant_whole(const FieldMap& map, const Words& words) {
  if (words.unknown.empty()) return false;
  if (!map.list.empty() || words.known.size() >= words.unknown.size()) return true;
  std::vector<std::string_view> known;
  for (const auto& pair : map.values) known.push_back(pair.first);
  return std::any_of(words.unknown.begin(), words.unknown.end(),
                     [&](const auto& word) { return nearest(word.first, known).has_value(); });
}

ValueLists::Finding ValueLists::finding_of(const FieldMap& map, const UnknownWords& words) {
  std::vector<std::string_view> known;
  for (const auto& pair : map.values) known.push_back(pair.first);
  std::vector<std::string> lines;
  for (const auto& pair : words) {
    const auto meant = nearest(pair.first, known);
    lines.push_back(
        fmt::format("\"{}\" = \"{}\"", pair.first, meant ? map.values.find(*meant)->second : "..."));
  }
  const auto& [word, first] = *words.begin();
  CellProblem problem{"D-08", {}, {}};
  if (map.list.empty()) {
    problem.message = words.size() == 1 ? fmt::format("the values of '{}' do not know '{}'", map.column, word)
                                        : fmt::format("the values of '{}' do not know {} words, e.g. '{}'",
                                                      map.column, words.size(), word);
    problem.hint = fmt::format("add to values = {{ ... }}: {}", fmt::join(lines, ", "));
  } else {
    problem.message = words.size() == 1
                          ? fmt::format("the list [values.{}] does not know '{}'", map.list, word)
                          : fmt::format("the list [values.{}] does not know {} words, e.g. '{}'", map.list,
                                        words.size(), word);
    problem.hint = fmt::format("add below [values.{}]: {}", map.list, fmt::join(lines, ", "));
  }
  return {std::move(problem), first.from, first.row};
}

}  // namespace kvali
