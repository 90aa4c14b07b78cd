#include "table/evidence.hpp"

#include <algorithm>
#include <functional>

namespace kvali {

namespace {

bool is_ascending(std::span<const EvidenceId> ids) {
  return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>{}) == ids.end();
}

void replace_field(std::string& pattern, const std::string& field, const std::string& with) {
  const std::size_t at = pattern.find(field);
  if (at != std::string::npos) pattern.replace(at, field.size(), with);
}

}  // namespace

Evidence::Evidence() : files_{""} {}

std::uint32_t Evidence::add_origin(Origin origin) {
  origins_.push_back(std::move(origin));
  return std::uint32_t(origins_.size() - 1);
}

std::uint32_t Evidence::add_file(const std::string& path) {
  const auto it = std::find(files_.begin(), files_.end(), path);
  if (it != files_.end()) return std::uint32_t(it - files_.begin());
  files_.push_back(path);
  return std::uint32_t(files_.size() - 1);
}

EvidenceId Evidence::add(const SourceRef& ref) {
  return records_.add(ref);
}

bool Evidence::is_joined(EvidenceId id) const {
  return std::binary_search(set_ids_.begin(), set_ids_.end(), id);
}

std::span<const EvidenceId> Evidence::records_of(EvidenceId joined) const {
  const auto at = std::lower_bound(set_ids_.begin(), set_ids_.end(), joined);
  return sets_.records(std::uint32_t(at - set_ids_.begin()));
}

EvidenceId Evidence::id_of_set(std::uint32_t index) {
  while (set_ids_.size() <= index) set_ids_.push_back(records_.take());
  return set_ids_[index];
}

EvidenceId Evidence::set_of(std::span<const EvidenceId> records) {
  if (records.size() < 2) return records.empty() ? 0 : records.front();
  return id_of_set(sets_.add(records));
}

/// Ascending, without sets and names: nothing to unpack or to sort.
bool Evidence::are_records(std::span<const EvidenceId> ids) const {
  if (ids.empty()) return true;
  const auto below = [&](const std::vector<EvidenceId>& others) {
    return others.empty() || ids.back() < others.front();
  };
  return ids.front() != 0 && below(set_ids_) && below(names_) && is_ascending(ids);
}

std::vector<EvidenceId> Evidence::join_all(std::vector<EvidenceId> ids,
                                           std::span<const std::uint32_t> starts) {
  std::vector<EvidenceId> joined(starts.size() - 1);
  std::vector<RecordSets::Part> parts;
  std::vector<std::size_t> simple;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const std::span<const EvidenceId> set{ids.data() + starts[i], starts[i + 1] - starts[i]};
    if (set.size() > 1 && are_records(set)) {
      parts.push_back({starts[i], std::uint32_t(set.size())});
      simple.push_back(i);
    } else {
      joined[i] = join(set);
    }
  }
  const std::vector<std::uint32_t> indices = sets_.add_all(std::move(ids), parts);
  for (std::size_t i = 0; i < indices.size(); ++i) joined[simple[i]] = id_of_set(indices[i]);
  return joined;
}

EvidenceId Evidence::own(EvidenceId id) {
  if (id == 0) return 0;
  named_.push_back(records(id));
  names_.push_back(records_.take());
  return names_.back();
}

EvidenceId Evidence::records(EvidenceId id) const {
  const auto at = std::lower_bound(names_.begin(), names_.end(), id);
  return at == names_.end() || *at != id ? id : named_[std::size_t(at - names_.begin())];
}

EvidenceId Evidence::join(std::span<const EvidenceId> ids) {
  if (are_records(ids)) return set_of(ids);
  std::vector<EvidenceId> all;
  for (const EvidenceId given : ids) {
    const EvidenceId id = records(given);
    if (is_joined(id)) {
      const auto records = records_of(id);
      all.insert(all.end(), records.begin(), records.end());
    } else if (id != 0) {
      all.push_back(id);
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return set_of(all);
}

std::vector<SourceRef> Evidence::refs(EvidenceId named) const {
  const EvidenceId id = records(named);
  if (id == 0) return {};
  if (!is_joined(id)) return {records_.record(id)};
  std::vector<SourceRef> refs;
  for (const EvidenceId record : records_of(id)) refs.push_back(records_.record(record));
  std::sort(refs.begin(), refs.end());
  return refs;
}

const Origin& Evidence::origin(const SourceRef& ref) const {
  return origins_[ref.origin];
}

const std::string& Evidence::file(const SourceRef& ref) const {
  return ref.file != 0 ? files_[ref.file] : origins_[ref.origin].file;
}

std::string Evidence::place(const SourceRef& ref) const {
  const Origin& from = origin(ref);
  if (from.place_pattern.empty() || ref.row == 0) {
    std::string text = "source \"" + from.source + "\"";
    if (ref.row != 0) text += ", record " + std::to_string(ref.row);
    return text;
  }
  std::string text = from.place_pattern;
  replace_field(text, "{row}", std::to_string(ref.row));
  replace_field(text, "{column}", ref.column);
  replace_field(text, "{file}", file(ref));
  return text;
}

}  // namespace kvali
