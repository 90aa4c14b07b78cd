#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "table/evidence.hpp"
#include "table/table.hpp"

namespace kvali {

/// A column that no map takes, though it tells apart rows that are one record without it.
struct TellingColumn {
  std::string heading;
  std::string line;  ///< What to add to the map; may be "".
};

/// All facts of a run: named tables and the records behind them.
struct Workspace {
  std::map<std::string, Table, std::less<>> tables;
  Evidence evidence;
  std::vector<std::string> files;  ///< Every file that was read, relative to the report's folder, sorted.
  /// Tables that a source was to fill and could not: what they lack is nobody's mistake.
  std::set<std::string, std::less<>> unread;
  /// By the source and the canonical table.
  std::map<std::pair<std::string, std::string>, TellingColumn> telling_columns;

  [[nodiscard]] const Table* find(std::string_view name) const {
    const auto it = tables.find(name);
    return it == tables.end() ? nullptr : &it->second;
  }
  Table& add(const std::string& name) { return tables.insert_or_assign(name, Table(name)).first->second; }
};

}  // namespace kvali
