#pragma once

#include <string>
#include <vector>

#include "collect/damaged_text.hpp"
#include "collect/map_table.hpp"
#include "collect/odd_letters.hpp"
#include "findings.hpp"

namespace kvali {

/// A source's table of texts: headings, then rows; "~" is an empty cell.
inline RawTable raw_table(const std::vector<std::string>& headings,
                          const std::vector<std::vector<std::string>>& rows, Workspace& workspace,
                          const std::string& source = "ledger", int rank = 50) {
  RawTable raw;
  raw.table = Table("rows");
  const std::uint32_t origin = workspace.evidence.add_origin({source, "rows", "", "", rank});
  for (std::size_t c = 0; c < headings.size(); ++c) {
    const std::string name = "c" + std::to_string(c + 1);
    raw.table.add(name, Type::text);
    raw.headings[name] = headings[c];
    raw.letters[name] = std::to_string(c + 1);
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < headings.size(); ++c) {
      Column& column = raw.table.columns()[c];
      rows[r][c] == "~" ? column.append(Mark::not_recorded) : column.append(rows[r][c]);
    }
    SourceRef ref;
    ref.origin = origin;
    ref.row = std::int64_t(r) + 2;
    raw.table.row_evidence.push_back(workspace.evidence.add(ref));
    raw.refs.push_back(ref);
  }
  return raw;
}

inline FieldMap from_column(const std::string& heading) {
  FieldMap map;
  map.column = heading;
  map.place = {"report.toml", 9, 5, 0};
  return map;
}

inline FieldMap from_constant(const std::string& value) {
  FieldMap map;
  map.constant = value;
  return map;
}

inline TableMap map_of(const std::string& canonical,
                       const std::map<std::string, FieldMap, std::less<>>& fields = {}) {
  TableMap map;
  map.canonical = canonical;
  map.fields = fields;
  map.place = {"report.toml", 8, 1, 0};
  return map;
}

/// A workspace under construction.
struct Mapped {
  Workspace workspace;
  Diagnostics findings;

  void add(const RawTable& raw, const TableMap& map, const std::string& source_name = "ledger") {
    SourceSpec source;
    source.name = source_name;
    CellPlaces places(workspace.evidence, "/");
    map_table(raw, map, {source, {}, places, findings}, workspace);
  }
  void look_at_letters(const RawTable& raw) {
    const SourceSpec source;
    CellPlaces places(workspace.evidence, "/");
    const RawColumns columns(raw);
    report_damaged_text(raw, columns, {source, {}, places, findings});
    report_odd_letters(raw, columns, {source, {}, places, findings});
  }
  /// Every row of a canonical table as "value|value|..." in the order of `columns`; "-" is missing.
  [[nodiscard]] std::vector<std::string> rows(const std::string& table,
                                              const std::vector<std::string>& columns) const {
    std::vector<std::string> all;
    const Table* found = workspace.find(table);
    for (std::size_t row = 0; found != nullptr && row < found->rows(); ++row) {
      std::string line;
      for (const std::string& column : columns) {
        const Scalar cell = found->scalar(column, row);
        line += (line.empty() ? "" : "|") + (is_missing(cell) ? "-" : canonical_text(cell));
      }
      all.push_back(line);
    }
    return all;
  }
  /// Every column of a table has a cell in every row.
  [[nodiscard]] bool is_even(const std::string& table) const {
    const Table& found = workspace.tables.find(table)->second;
    for (const Column& column : found.columns())
      if (column.size() != found.row_evidence.size()) return false;
    return true;
  }
};

}  // namespace kvali
