#pragma once

#include <algorithm>
#include <set>
#include <string>

#include "base/text.hpp"
#include "model/schema.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// The words of a cell such as "legal; education", folded; none for a missing one.
using Tags = std::set<std::string>;

[[nodiscard]] inline Tags tags_of(const Scalar& cell) {
  Tags tags;
  const std::string text = canonical_text(cell);
  for (const std::string_view part : parts_of(text, ";,|"))
    if (std::string tag = fold_key(part); !tag.empty()) tags.insert(std::move(tag));
  return tags;
}

[[nodiscard]] inline bool share_a_tag(const Tags& a, const Tags& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& tag) { return b.contains(tag); });
}

}  // namespace kvali
