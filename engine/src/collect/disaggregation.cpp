#include "collect/disaggregation.hpp"

#include <algorithm>

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

}  // namespace kvali
