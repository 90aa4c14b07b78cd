#include "collect/map_table.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "collect/map_overview.hpp"
#include "collect/map_plan.hpp"
#include "collect/map_rows.hpp"
#include "collect/raw_columns.hpp"
#include "collect/telling_column.hpp"
#include "collect/total_rows.hpp"
#include "model/schema.hpp"

namespace kvali {

namespace {

void refuse_table(const TableMap& map, Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const Schema& schema : canonical_tables()) names.push_back(schema.table);
  const auto meant = nearest(map.canonical, names);
  diagnostics.add({"CFG-01",
                   Severity::error,
                   fmt::format("there is no canonical table '{}'", map.canonical),
                   map.place,
                   meant ? fmt::format("did you mean '{}'?", *meant)
                         : fmt::format("the tables are: {}", fmt::join(names, ", ")),
                   {}});
}

}  // namespace

TableOverview map_table(const RawTable& raw, const TableMap& map, const MapContext& context,
                        Workspace& workspace) {
  const RawColumns columns(raw);
  const Schema* schema = find_schema(map.canonical);
  if (schema == nullptr) refuse_table(map, context.diagnostics);
  const auto plan = schema != nullptr ? plan_map(columns, *schema, map, context) : std::nullopt;
  if (!plan) {
    workspace.unread.insert(map.canonical);
    TableOverview nothing;
    nothing.table = raw.table.name();
    nothing.canonical = map.canonical;
    nothing.rows = raw.table.rows();
    return nothing;
  }
  report_totals(raw, columns, *plan, context);
  if (auto telling = telling_column(raw, columns, *schema, map, *plan))
    workspace.telling_columns.insert_or_assign({context.source.name, map.canonical}, std::move(*telling));
  const RowCounts counts = write_rows(raw, *plan, *schema, context, workspace);
  return overview_of(raw, columns, *schema, *plan, counts);
}

}  // namespace kvali
