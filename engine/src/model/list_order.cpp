#include "model/list_order.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace kvali {

namespace {

constexpr std::int64_t no_row = -1;

}  // namespace

std::vector<std::int64_t> rows_in_one_list(const Table& table, const Evidence& evidence) {
  using List = std::tuple<std::string, std::string, std::string>;  // Source, table, file.
  std::map<List, std::vector<std::int64_t>> lists;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (const SourceRef& ref : evidence.refs(table.row_evidence[row])) {
      const Origin& origin = evidence.origin(ref);
      auto& rows = lists[{origin.source, origin.table, evidence.file(ref)}];
      rows.resize(table.rows(), no_row);
      if (rows[row] == no_row) rows[row] = ref.row;
    }
  }
  for (auto& [list, rows] : lists)
    if (std::find(rows.begin(), rows.end(), no_row) == rows.end()) return std::move(rows);
  return {};
}

}  // namespace kvali
