#include <algorithm>
#include <array>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {
namespace {

/// Names are short; a longer text is no misspelt name.
constexpr std::size_t longest_name = 100;

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points += next_code_point(text, at);
  return points;
}

/// Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::array<std::array<std::size_t, longest_name + 1>, 3> rows;
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, std::span<const std::string_view> candidates) {
  if (name.size() > longest_name * 4) return std::nullopt;
  const std::u32string wanted = code_points(fold_key(name));
  if (wanted.empty() || wanted.size() > longest_name) return std::nullopt;
  std::size_t fewest = std::min<std::size_t>(wanted.size() / 3, 3) + 1;
  std::optional<std::string> best;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > longest_name * 4) continue;
    const std::u32string points = code_points(fold_key(candidate));
    if (points.size() > longest_name) continue;
    const std::size_t edits = edit_distance(wanted, points);
    if (edits >= fewest) continue;
    fewest = edits;
    best = std::string{candidate};
  }
  return best;
}

}  // namespace kvali
