#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/schema.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The rows of a canonical table that mean the same record (domain.md, M2), records in the order of
/// their keys, rows in the order of the table.
class RecordGroups {
 public:
  RecordGroups(const Table& table, const Schema& schema);

  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> rows(std::size_t group) const {
    return {order_.data() + starts_[group], order_.data() + starts_[group + 1]};
  }

 private:
  std::vector<std::uint32_t> order_;   ///< Rows, those of a record side by side.
  std::vector<std::uint32_t> starts_;  ///< One per record, and the end.
};

/// Equal rows of one source that nothing tells apart are as many records, if Schema::counted_without says
/// so: two payments of one day and amount are two payments.  The second one gets `occurrence` 2, and so on;
/// those of another source mean the same ones, first by first.
void number_repeats(Table& table, const Schema& schema, const Evidence& evidence);

/// The key of a row as people read it in a message: "i1 2020-10-01..2020-10-31".  People are left out.
[[nodiscard]] std::string shown_key(const Table& table, const Schema& schema, std::size_t row);

}  // namespace kvali
