#include "table/record_order.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

/// Tables that tell of records in other tables.
constexpr std::array<std::string_view, 3> secondary{"conflict", "history", "source"};

}  // namespace

RecordOrder::RecordOrder(const Workspace& merged) {
  for (const auto& [name, table] : merged.tables) {
    if (std::find(secondary.begin(), secondary.end(), name) != secondary.end()) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (const Column& column : table.columns()) take(merged.evidence, column.evidence(row));
      if (row < table.row_evidence.size()) take(merged.evidence, table.row_evidence[row]);
    }
  }
}

void RecordOrder::take(const Evidence& evidence, EvidenceId id) {
  if (id == 0) return;
  for (const SourceRef& ref : evidence.refs(id)) {
    auto& rows = numbers_[{ref.origin, ref.file, ref.column}];
    const auto [at, is_new] = rows.emplace(ref.row, 0);
    if (is_new) at->second = ++taken_[{evidence.origin(ref).source, ref.file}];
  }
}

std::int64_t RecordOrder::number(const SourceRef& ref) const {
  const auto rows = numbers_.find({ref.origin, ref.file, ref.column});
  if (rows == numbers_.end()) return ref.row;
  const auto at = rows->second.find(ref.row);
  return at == rows->second.end() ? ref.row : at->second;
}

}  // namespace kvali
