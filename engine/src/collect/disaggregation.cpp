#include "collect/disaggregation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "collect/cell_reader.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

/// A category must not end the key that it stands in.
std::string within_key(std::string category) {
  std::replace(category.begin(), category.end(), ';', ',');
  std::replace(category.begin(), category.end(), '=', ':');
  return category;
}

}  // namespace

Scalar disaggregation_key(const std::map<std::string, std::string>& categories) {
  std::string key;
  for (const auto& [dimension, category] : categories) {
    if (category.empty()) continue;
    key += (key.empty() ? "" : ";") + dimension + "=" + within_key(category);
  }
  return key.empty() ? Scalar{Mark::not_applicable} : Scalar{key};
}

std::optional<Scalar> read_disaggregation(std::string_view text) {
  if (category_of({}, text).empty()) return Mark::not_applicable;
  std::map<std::string, std::string> categories;
  for (const std::string_view part : parts_of(text, ";")) {
    const std::size_t equals = part.find('=');
    const std::string dimension = fold_key(part.substr(0, equals));
    if (equals == part.npos || dimension.empty()) return std::nullopt;
    categories[dimension] = category_of(dimension, part.substr(equals + 1));
  }
  return disaggregation_key(categories);
}

}  // namespace kvali
