#include "document/document.hpp"

#include <algorithm>

namespace kvali {

namespace {

template <typename Pairs, typename Key>
auto find_sorted(Pairs& pairs, const Key& key) {
  return std::lower_bound(pairs.begin(), pairs.end(), key,
                          [](const auto& pair, const Key& k) { return pair.first < k; });
}

}  // namespace

void DocumentMeta::set(const std::string& key, const std::string& value) {
  const auto place = find_sorted(attrs, key);
  if (place != attrs.end() && place->first == key)
    place->second = value;
  else
    attrs.insert(place, {key, value});
}

std::string_view DocumentMeta::get(std::string_view key) const {
  const auto place = find_sorted(attrs, key);
  return place != attrs.end() && place->first == key ? std::string_view(place->second) : std::string_view();
}

std::string Document::evidence_href(EvidenceId id) const {
  const auto place = find_sorted(anchors, id);
  return id != 0 && place != anchors.end() && place->first == id ? "#" + place->second : std::string();
}

}  // namespace kvali
