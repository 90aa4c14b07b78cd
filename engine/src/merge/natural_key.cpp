#include "merge/natural_key.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace kvali {

namespace {

/// Between the parts of a key; no text has it.
constexpr char unit_separator = '\x1f';

/// FNV-1a, 32 bits: the same on every machine.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return hash;
}

}  // namespace

NaturalKeys::NaturalKeys(const Table& table, const Schema& schema) {
  for (const std::string_view words : parts_of(schema.natural_keys, "|")) {
    Key& key = keys_.emplace_back();
    for (std::string_view name : parts_of(words, " ")) {
      Part& part = key.emplace_back();
      part.may_miss = name.ends_with('?');
      if (part.may_miss) name.remove_suffix(1);
      for (const Column& column : table.columns())
        if (column.name() == name || column.name().starts_with(std::string(name) + "@"))
          part.columns.push_back(&column);
    }
  }
}

std::vector<std::string> NaturalKeys::of(std::size_t row) const {
  std::vector<std::string> all;
  for (std::size_t k = 0; k < keys_.size(); ++k) add_variants(keys_[k], k, row, all);
  return all;
}

void NaturalKeys::add_variants(const Key& key, std::size_t number, std::size_t row,
                               std::vector<std::string>& all) const {
  std::vector<std::string> variants{std::to_string(number)};
  for (const Part& part : key) {
    std::vector<std::string> longer;
    for (const Column* column : part.columns) {
      if (column->missing(row)) continue;
      const std::string folded = fold_key(canonical_text(column->scalar(row)));
      for (const std::string& variant : variants) longer.push_back(variant + unit_separator + folded);
    }
    if (longer.empty() && !part.may_miss) return;
    if (longer.empty())
      for (std::string& variant : variants) variant += unit_separator;
    else
      variants = std::move(longer);
  }
  all.insert(all.end(), variants.begin(), variants.end());
}

std::string id_from(std::string_view key) {
  std::string words(key.substr(std::min(key.find(unit_separator), key.size())));
  for (char& c : words) c = c == unit_separator ? ' ' : c;
  return fmt::format("{}-{:08x}", slug(words, 40), hash_of(key));
}

}  // namespace kvali
