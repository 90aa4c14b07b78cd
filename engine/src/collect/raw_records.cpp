#include "collect/raw_records.hpp"

#include <algorithm>

#include "collect/raw_columns.hpp"

namespace kvali {

namespace {

/// "value of 2025-12, sex=f": a column across.
bool is_across(const MappedColumn& column) {
  return column.field.find(" of ") != std::string::npos;
}

}  // namespace

void RawRecords::keep(RawTable table, std::vector<MappedColumn> columns) {
  if (table.refs.size() == 0) return;
  const std::uint32_t origin = table.refs[0].origin;
  Kept& kept = kept_.insert_or_assign(origin, Kept{std::move(table), {}, {}, {}}).first->second;
  for (std::size_t row = 0; row < kept.raw.refs.size(); ++row) {
    const SourceRef ref = kept.raw.refs[row];
    kept.rows.push_back({ref.row, ref.file, std::uint32_t(row)});
  }
  // Of two rows with one number the first counts.
  std::stable_sort(kept.rows.begin(), kept.rows.end(),
                   [](const RowAt& a, const RowAt& b) { return a.before(b.file, b.record); });
  const RawColumns all(kept.raw);
  for (const Column* column : all.all()) {
    const std::string letters = all.letters(*column);
    const auto mapped = std::find_if(columns.begin(), columns.end(),
                                     [&](const MappedColumn& one) { return one.letters == letters; });
    if (mapped != columns.end()) (is_across(*mapped) ? kept.across : kept.fixed).push_back(column->name());
  }
}

std::vector<RawCell> RawRecords::cells(const SourceRef& ref) const {
  const auto kept = kept_.find(ref.origin);
  if (kept == kept_.end()) return {};
  const auto at = std::lower_bound(
      kept->second.rows.begin(), kept->second.rows.end(), ref,
      [](const RowAt& one, const SourceRef& wanted) { return one.before(wanted.file, wanted.row); });
  if (at == kept->second.rows.end() || at->file != ref.file || at->record != ref.row) return {};
  const RawTable& raw = kept->second.raw;
  std::vector<RawCell> cells;
  const auto add = [&](const std::string& name) {
    const Column& column = raw.table.at(name);
    if (!column.missing(at->row))
      cells.push_back({raw.headings.find(name)->second, canonical_text(column.scalar(at->row))});
  };
  for (const std::string& name : kept->second.fixed) add(name);
  for (const std::string& name : kept->second.across)
    if (raw.letters.find(name)->second == ref.column) add(name);
  return cells;
}

}  // namespace kvali
