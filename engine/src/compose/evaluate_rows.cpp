#include <set>

#include "compose/evaluator.hpp"

namespace kvali {

namespace {

Aggregate aggregate_named(std::string_view name) {
  if (name == "sum") return Aggregate::sum;
  if (name == "min") return Aggregate::minimum;
  if (name == "max") return Aggregate::maximum;
  if (name == "avg") return Aggregate::average;
  return Aggregate::count;
}

}  // namespace

Datum Evaluator::aggregate(const Expression& expression) {
  const Table* const from = table(expression.path[1]);
  if (from == nullptr) return Datum(Mark::not_applicable);
  const Rows rows = where(*from, expression.operands.empty() ? nullptr : expression.operands[0]);
  const Column* const column = expression.path.size() > 2 ? from->find(expression.path[2]) : nullptr;
  if (expression.path[0] == "count" && expression.path.size() == 2) {
    const AggregateResult result = kvali::aggregate(Aggregate::count, *from, nullptr, rows, *evidence_);
    return traced(expression.path[0], result, *from, nullptr, rows);
  }
  if (expression.path[0] == "list")
    return list_of(*from, column == nullptr ? Column("", Type::text) : *column,
                   column == nullptr ? Rows() : rows);
  if (column == nullptr) return expression.path[0] == "count" ? Datum(std::int64_t{0}) : Datum();
  const bool calculates = expression.path[0] == "sum" || expression.path[0] == "avg";
  if (calculates && column->type() != Type::integer && column->type() != Type::decimal &&
      column->type() != Type::real) {
    return wrong_type(expression.span, expression.path[2] + " is not a column of numbers");
  }
  const AggregateResult result =
      kvali::aggregate(aggregate_named(expression.path[0]), *from, column, rows, *evidence_);
  return traced(expression.path[0], result, *from, column, rows);
}

Datum Evaluator::traced(const std::string& rule, const AggregateResult& result, const Table& table,
                        const Column* column, const Rows& rows) {
  Datum datum(result.value, result.evidence);
  if (result.evidence == 0 || is_missing(result.value)) return datum;
  auto trace = std::make_shared<Trace>();
  trace->rule = rule;
  if (column == nullptr) trace->count = rows.size();
  for (const std::size_t row : rows) {
    if (column == nullptr || column->missing(row)) continue;
    if (++trace->count <= most_operands)
      trace->parts.push_back({column->scalar(row), table.evidence(*column, row), {&table, column, row}});
  }
  // A sum of one cell is that cell.
  if (trace->count == 1 && column != nullptr && rule != "count") {
    datum.cell = trace->parts.front().cell;
    return datum;
  }
  datum.trace = std::move(trace);
  return datum;
}

/// Distinct values in order of first appearance.
Datum Evaluator::list_of(const Table& table, const Column& column, const Rows& rows) const {
  auto items = std::make_shared<std::vector<Datum>>();
  std::set<std::string> seen;
  for (const std::size_t row : rows) {
    if (column.missing(row) || !seen.insert(canonical_text(column.scalar(row))).second) continue;
    items->push_back(read(table, column, row));
  }
  Datum list;
  list.kind = Datum::Kind::list;
  list.items = std::move(items);
  return list;
}

Rows Evaluator::where(const Table& table, const ExpressionPtr& condition, const std::string& name) {
  if (condition == nullptr) return all_rows(table);
  Rows rows;
  enter({name, &table, 0, 0, 0, true});
  for (std::size_t row = 0; row < table.rows(); ++row) {
    scope().row = row;
    if (!spend(condition->span)) break;
    if (holds(*condition)) rows.push_back(row);
  }
  leave();
  return rows;
}

void Evaluator::order(const Table& table, const std::vector<OrderKey>& keys, Rows& rows) const {
  std::vector<SortKey> columns;
  for (const OrderKey& key : keys) {
    if (const Column* column = table.find(key.column)) columns.push_back({column, key.descending});
  }
  sort_rows(rows, columns, [this](std::string_view a, std::string_view b) { return locale().compare(a, b); });
}

Chosen Evaluator::choose(const Selection& selection) {
  return choose(RowsSpec{selection, {}, {}, {}});
}

Chosen Evaluator::choose(const RowsSpec& spec) {
  Chosen chosen;
  chosen.table = table(spec.rows.table);
  chosen.name = spec.name;
  if (chosen.table == nullptr) {
    chosen.table = &empty_;
    return chosen;
  }
  const bool grouped = !spec.by.empty() || !spec.measures.empty();
  const bool all = grouped && spec.rows.where == nullptr;  // Then no list of rows is needed.
  if (!all) chosen.rows = where(*chosen.table, spec.rows.where, spec.name);
  if (grouped) {
    std::vector<std::string> keys;
    for (const auto& key : spec.by) {
      if (chosen.table->find(key.first) != nullptr) keys.push_back(key.first);
    }
    std::vector<Measure> measures;
    for (const MeasureSpec& measure : spec.measures) {
      const Column* column = measure.column.empty() ? nullptr : chosen.table->find(measure.column);
      if (column == nullptr && !measure.column.empty()) continue;
      measures.push_back({measure.name, aggregate_named(measure.function), column});
    }
    const RowView rows = all ? RowView::all(chosen.table->rows()) : RowView(chosen.rows);
    chosen.made = std::make_shared<const Table>(group_rows(*chosen.table, rows, keys, measures, *evidence_));
    chosen.table = chosen.made.get();
    chosen.rows = all_rows(*chosen.table);
  }
  order(*chosen.table, spec.rows.order, chosen.rows);
  if (spec.rows.limit == nullptr) return chosen;
  const Datum limit = evaluate(*spec.rows.limit);
  const auto* most = std::get_if<std::int64_t>(&limit.scalar);
  if (most == nullptr || *most < 0) {
    (void)wrong_type(spec.rows.limit->span, "limit is not a whole number");
  } else if (chosen.rows.size() > static_cast<std::size_t>(*most)) {
    chosen.rows.resize(static_cast<std::size_t>(*most));
  }
  return chosen;
}

}  // namespace kvali
