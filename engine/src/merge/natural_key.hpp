#pragma once

#include <string>
#include <vector>

#include "model/schema.hpp"
#include "table/table.hpp"

namespace kvali {

/// Tells records apart that have no id: by series and number, by meeting and text.
class NaturalKeys {
 public:
  NaturalKeys(const Table& table, const Schema& schema);

  /// The keys that a row has, best first: several where a text stands in several languages.  Empty if the
  /// row lacks what every key needs.
  [[nodiscard]] std::vector<std::string> of(std::size_t row) const;

 private:
  struct Part {
    std::vector<const Column*> columns;  ///< One per language.
    bool may_miss = false;
  };
  using Key = std::vector<Part>;

  void add_variants(const Key& key, std::size_t number, std::size_t row, std::vector<std::string>& all) const;

  std::vector<Key> keys_;
};

/// An id made of a key: its letters and digits, and a number that tells longer ones apart.
[[nodiscard]] std::string id_from(std::string_view key);

}  // namespace kvali
