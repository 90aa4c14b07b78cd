#include "table/evidence.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// Marks the ids of sets, and tells them from those of records.
constexpr EvidenceId set_bit = EvidenceId{1} << 31;

bool is_record(EvidenceId id) {
  return id != 0 && (id & set_bit) == 0;
}

void replace_field(std::string& pattern, const std::string& field, const std::string& with) {
  const std::size_t at = pattern.find(field);
  if (at != std::string::npos) pattern.replace(at, field.size(), with);
}

}  // namespace

Evidence::Evidence() : files_{""}, pools_(1) {}

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

EvidenceId Evidence::add_set(Set set) {
  sets_.push_back(set);
  return set_bit | EvidenceId(sets_.size() - 1);
}

template <class Visit>
void Evidence::visit_records(EvidenceId id, Visit visit) const {
  if (id == 0) return;
  if (is_record(id)) return visit(id);
  const Set set = sets_[id & ~set_bit];
  // Looked up one by one: a visit may add to the pool, which moves when it grows.
  for (std::size_t i = 0; i < set.size; ++i) visit_records(pools_[set.pool][set.begin + i], visit);
}

EvidenceId Evidence::join(std::span<const EvidenceId> ids) {
  std::vector<EvidenceId>& pool = pools_.front();
  const std::size_t begin = pool.size();
  for (const EvidenceId id : ids) visit_records(id, [&](EvidenceId record) { pool.push_back(record); });
  if (pool.size() == begin) return 0;
  const EvidenceId first = pool[begin];
  const auto differs = [first](EvidenceId record) { return record != first; };
  if (std::any_of(pool.begin() + std::ptrdiff_t(begin), pool.end(), differs))
    return add_set({0, std::uint32_t(pool.size() - begin), begin});
  pool.resize(begin);
  return first;
}

std::vector<EvidenceId> Evidence::join_all(std::vector<EvidenceId> ids,
                                           std::span<const std::uint32_t> starts) {
  std::vector<EvidenceId> joined(starts.size() - 1);
  const auto pool = std::uint32_t(pools_.size());
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const std::span<const EvidenceId> set{ids.data() + starts[i], starts[i + 1] - starts[i]};
    if (set.size() == 1)
      joined[i] = set.front();
    else if (std::any_of(set.begin(), set.end(), [](EvidenceId id) { return id != 0; }))
      joined[i] = add_set({pool, std::uint32_t(set.size()), starts[i]});
  }
  pools_.push_back(std::move(ids));
  return joined;
}

EvidenceId Evidence::own(EvidenceId id) {
  if (id == 0) return 0;
  if (!is_record(id)) return add_set(Set(sets_[id & ~set_bit]));
  pools_.front().push_back(id);
  return add_set({0, 1, pools_.front().size() - 1});
}

std::vector<EvidenceId> Evidence::sorted_records(EvidenceId id) const {
  std::vector<EvidenceId> sorted;
  visit_records(id, [&](EvidenceId record) { sorted.push_back(record); });
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

EvidenceId Evidence::least_record(EvidenceId id) const {
  EvidenceId least = set_bit;
  visit_records(id, [&](EvidenceId record) { least = std::min(least, record); });
  return least & ~set_bit;
}

bool Evidence::same_records(EvidenceId a, EvidenceId b) const {
  return a == b || (least_record(a) == least_record(b) && sorted_records(a) == sorted_records(b));
}

std::vector<SourceRef> Evidence::refs(EvidenceId id) const {
  std::vector<SourceRef> refs;
  for (const EvidenceId record : sorted_records(id)) refs.push_back(records_.record(record));
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
