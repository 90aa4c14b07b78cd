#include "table/evidence.hpp"

#include <algorithm>
#include <iterator>
#include <set>

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

EvidenceId Evidence::add_set(Set set) {
  sets_.push_back(set);
  return set_bit | EvidenceId(sets_.size() - 1);
}

EvidenceId Evidence::join(std::span<const EvidenceId> ids) {
  const std::size_t begin = pool_.size();
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(pool_), [](EvidenceId id) { return id != 0; });
  if (pool_.size() == begin) return 0;
  const EvidenceId first = pool_[begin];
  const auto differs = [first](EvidenceId id) { return id != first; };
  if (!is_record(first) || std::any_of(pool_.begin() + std::ptrdiff_t(begin), pool_.end(), differs))
    return add_set({begin, std::uint32_t(pool_.size() - begin), 0});
  pool_.resize(begin);
  return first;
}

/// A table is grouped in many ways: its ids are kept once.
RowIds Evidence::keep(std::span<const EvidenceId> ids) const {
  for (const Grouping& grouping : groupings_)
    if (grouping.ids.are(ids)) return grouping.ids;
  return RowIds(ids);
}

std::vector<EvidenceId> Evidence::join_groups(std::span<const EvidenceId> ids, const Groups& groups,
                                              std::size_t count) {
  const bool gaps = std::find(ids.begin(), ids.end(), EvidenceId{0}) != ids.end();
  std::vector<bool> has_records(count, !gaps);
  for (std::size_t i = 0; gaps && i < ids.size(); ++i)
    if (ids[i] != 0) has_records[(*groups)[i]] = true;
  groupings_.push_back({keep(ids), groups, set_bit | EvidenceId(sets_.size())});
  std::vector<EvidenceId> joined(count);
  for (std::size_t group = 0; group < count; ++group) {
    const EvidenceId id = add_set({group, 0, std::uint32_t(groupings_.size())});
    if (has_records[group]) joined[group] = id;
  }
  return joined;
}

EvidenceId Evidence::own(EvidenceId id) {
  if (id == 0) return 0;
  pool_.push_back(id);
  return add_set({pool_.size() - 1, 1, 0});
}

std::vector<EvidenceId> Evidence::records(EvidenceId wanted) const {
  std::vector<EvidenceId> found;
  std::set<EvidenceId> open;  // Sets to be looked into, from the largest id down: so each is met once.
  const auto add = [&](EvidenceId id) {
    if (is_record(id))
      found.push_back(id);
    else if (id != 0)
      open.insert(id);
  };
  add(wanted);
  while (!open.empty()) {
    const EvidenceId id = *open.rbegin();
    const Set& set = sets_[id & ~set_bit];
    if (set.grouping == 0) {
      open.erase(id);
      for (std::size_t i = 0; i < set.size; ++i) add(pool_[set.begin + i]);
      continue;
    }
    const Grouping& grouping = groupings_[set.grouping - 1];
    std::vector<bool> asked(set.begin + 1);  // All groups of one grouping in one go.
    for (auto at = open.lower_bound(grouping.first); at != open.end(); at = open.erase(at))
      asked[*at - grouping.first] = true;
    for (std::size_t i = 0; i < grouping.ids.size(); ++i) {
      const std::uint32_t group = (*grouping.groups)[i];
      if (group < asked.size() && asked[group]) add(grouping.ids[i]);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

EvidenceId Evidence::least_record(EvidenceId id) const {
  const std::vector<EvidenceId> all = records(id);
  return all.empty() ? 0 : all.front();
}

bool Evidence::same_records(EvidenceId a, EvidenceId b) const {
  return a == b || records(a) == records(b);
}

std::vector<SourceRef> Evidence::refs(EvidenceId id) const {
  if (is_record(id)) return {records_.record(id)};
  std::vector<SourceRef> refs;
  for (const EvidenceId record : records(id)) refs.push_back(records_.record(record));
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
