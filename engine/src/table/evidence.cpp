#include "table/evidence.hpp"

#include <algorithm>
#include <cassert>

namespace kvali {

namespace {

constexpr std::size_t bucket_count = 4096;

std::size_t hash_of(const std::vector<SourceRef>& refs) {
  std::size_t h = refs.size();
  for (const SourceRef& ref : refs) {
    h = h * 1000003u + ref.origin;
    h = h * 1000003u + ref.file;
    h = h * 1000003u + std::size_t(ref.row);
    h = h * 1000003u + std::hash<std::string>{}(ref.column);
  }
  return h;
}

void replace_field(std::string& pattern, const std::string& field, const std::string& with) {
  const std::size_t at = pattern.find(field);
  if (at != std::string::npos) pattern.replace(at, field.size(), with);
}

}  // namespace

Evidence::Evidence() : files_{""}, sets_{{}}, buckets_(bucket_count) {}

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

EvidenceId Evidence::add(SourceRef ref) {
  return intern({std::move(ref)});
}

EvidenceId Evidence::join(std::span<const EvidenceId> ids) {
  std::vector<SourceRef> all;
  for (const EvidenceId id : ids) all.insert(all.end(), sets_[id].begin(), sets_[id].end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return intern(std::move(all));
}

EvidenceId Evidence::intern(std::vector<SourceRef> refs) {
  if (refs.empty()) return 0;
  std::vector<EvidenceId>& bucket = buckets_[hash_of(refs) % bucket_count];
  for (const EvidenceId id : bucket)
    if (sets_[id] == refs) return id;
  sets_.push_back(std::move(refs));
  bucket.push_back(EvidenceId(sets_.size() - 1));
  return bucket.back();
}

std::span<const SourceRef> Evidence::refs(EvidenceId id) const {
  assert(id < sets_.size());
  return sets_[id];
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
