#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "table/row_view.hpp"
#include "table/table.hpp"

namespace kvali {

/// Questions to a table, answered as row numbers (cheap to pass on) or as a new table.
using Rows = std::vector<std::size_t>;

/// Alphabetical order of a language: negative, 0, positive.
using Collation = std::function<int(std::string_view, std::string_view)>;

[[nodiscard]] Rows all_rows(const Table& table);

struct SortKey {
  const Column* column = nullptr;
  bool descending = false;
};

/// Orders rows by several keys; equal rows keep their order, and rows without a value come last
/// either way.  Every distinct text is collated once, not once per comparison.
void sort_rows(Rows& rows, std::span<const SortKey> keys, const Collation& collation);

enum class Aggregate { count, sum, minimum, maximum, average };

/// A value over some rows with the records it rests on.
struct AggregateResult {
  Scalar value;
  EvidenceId evidence = 0;
};

/// count: recorded cells (rows, where `column` is null).  The others skip cells without a value, are
/// exact, and are missing when nothing is recorded, or withheld as soon as one cell is.  Texts and
/// booleans have neither sum nor average: "not applicable".
[[nodiscard]] AggregateResult aggregate(Aggregate function, const Table& table, const Column* column,
                                        std::span<const std::size_t> rows, Evidence& evidence);

struct Measure {
  std::string name;  ///< Of the new column.
  Aggregate function = Aggregate::count;
  const Column* column = nullptr;  ///< Null only for count.
};

/// One row for every distinct combination of the keys, in order of first appearance; columns are
/// the keys, then the measures.
[[nodiscard]] Table group_rows(const Table& table, RowView rows, std::span<const std::string> keys,
                               std::span<const Measure> measures, Evidence& evidence);

}  // namespace kvali
