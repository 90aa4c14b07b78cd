#include <algorithm>
#include <set>

#include "compose/writer.hpp"
#include "document/cell_text.hpp"
#include "table/query.hpp"

namespace kvali {

namespace {

bool is_lacking(const Column& column, std::size_t row) {
  return column.missing(row) && column.mark(row) == Mark::not_recorded;
}

void append_number(Column& out, const Scalar& sum) {
  const auto number = number_of(sum);
  if (!number)
    out.append_scalar(is_missing(sum) ? sum : Scalar(Mark::not_applicable));
  else if (out.type() == Type::decimal)
    out.append(*number);
  else if (out.type() == Type::real)
    out.append(number->to_double());
  else if (const auto whole = number->to_int64())
    out.append(*whole);
  else
    out.append(Mark::not_applicable);
}

/// A total that its template computes otherwise.
void append_value(const Datum& datum, Column& out) {
  append_number(out, datum.scalar);
  if (datum.evidence != 0) out.set_evidence(datum.evidence);
}

const ColumnNode* node_of(const TableNode& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ColumnNode& one) { return one.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

/// What one row of the summary knows of the cells it adds up.
struct Parts {
  bool lacking = false;   ///< One is not recorded.
  bool bounded = false;   ///< One is a lower bound.
  bool negative = false;  ///< One is less than nothing: what is lacking may be as well.

  Parts(const ColumnSpec& spec, const Table& data, const Rows& rows) {
    const Column& column = data.at(spec.name);
    for (const std::size_t row : rows) {
      lacking = lacking || is_lacking(column, row);
      bounded = bounded || is_at_least(spec, data, row);
      const auto number = column.missing(row) ? std::nullopt : column.number(row);
      negative = negative || (number && number->is_negative());
    }
  }
};

}  // namespace

std::optional<Column> Writer::bounds(const ColumnNode& node, const Column& column, const Chosen& chosen,
                                     const Rows& rows) {
  if (column.type() == Type::text || column.type() == Type::date || column.type() == Type::boolean)
    return std::nullopt;
  Column bounds(node.name + ".at_least", Type::boolean);
  bool any = false;
  evaluator_.enter({chosen.name, chosen.table, 0, 0, 0, true});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    evaluator_.scope().row = rows[i];
    const bool bound = node.at_least != nullptr && !column.missing(i) && evaluator_.holds(*node.at_least);
    any = any || bound || (node.total && is_lacking(column, i));
    bounds.append(bound);
  }
  evaluator_.leave();
  return any ? std::optional(std::move(bounds)) : std::nullopt;
}

std::shared_ptr<Table> Writer::summaries(const TableNode& node, TableBlock& table) {
  const bool any_total =
      std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.total.empty(); });
  if (!any_total || table.data->rows() == 0) return nullptr;
  // The rows of the body that each row of the summary adds up.
  std::vector<std::pair<std::string, Rows>> parts;
  if (node.subtotal) {
    for (RowGroup& group : table.row_groups) {
      Rows rows(group.count);
      for (std::size_t i = 0; i < group.count; ++i) rows[i] = group.first + i;
      group.subtotal = parts.size();
      parts.emplace_back(word("table.subtotal"), std::move(rows));
    }
  }
  table.total = parts.size();
  parts.emplace_back(node.total_label.empty() ? word("table.total") : evaluator_.text(node.total_label),
                     all_rows(*table.data));
  auto summary = std::make_shared<Table>(table.data->name());
  for (const Column& column : table.data->columns()) {
    const auto spec = std::find_if(table.columns.begin(), table.columns.end(),
                                   [&](const auto& c) { return c.name == column.name(); });
    const bool first = !table.columns.empty() && column.name() == table.columns.front().name;
    const bool sums = spec != table.columns.end() && !spec->total.empty();
    const ColumnNode* shown = node_of(node, column.name());
    Column& out = summary->add(column.name(), column.type());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (first && column.type() == Type::text)
        out.append(std::string_view(parts[i].first));
      else if (sums)
        append_sum(*shown, *spec, *table.data, parts[i].second, out);
      else if (i == table.total && shown != nullptr && shown->total_value != nullptr)
        append_value(evaluator_.evaluate(*shown->total_value), out);
      else
        out.append(Mark::not_applicable);
    }
  }
  mark_bounds(table, parts, *summary);
  return summary;
}

/// A sum of which a part is lacking is no smaller total: it is a lower bound, or not recorded.
void Writer::append_sum(const ColumnNode& node, const ColumnSpec& spec, const Table& data, const Rows& rows,
                        Column& out) {
  const Column& column = data.at(spec.name);
  const AggregateResult sum = aggregate(Aggregate::sum, data, &column, rows, evaluator_.evidence());
  const Parts parts(spec, data, rows);
  const bool open =
      (node.whole_total && (parts.lacking || parts.bounded)) || (parts.lacking && parts.negative);
  append_number(out, open && number_of(sum.value) ? Scalar(Mark::not_recorded) : sum.value);
  if (sum.evidence != 0) out.set_evidence(sum.evidence);
}

void Writer::mark_bounds(const TableBlock& table, const std::vector<std::pair<std::string, Rows>>& parts,
                         Table& summary) {
  for (const ColumnSpec& spec : table.columns) {
    if (spec.at_least_column.empty()) continue;
    Column bounds(spec.at_least_column, Type::boolean);
    for (const auto& part : parts) {
      const Parts of(spec, *table.data, part.second);
      // What is no sum of its cells lacks none of them.
      bounds.append((!spec.total.empty() && of.lacking) || of.bounded);
    }
    summary.at(spec.at_least_column) = std::move(bounds);
  }
}

std::string Writer::legend(const TableBlock& table) const {
  std::set<Mark> marks;
  bool bounded = false;
  for (const ColumnSpec& spec : table.columns) {
    const Column& column = table.data->at(spec.name);
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.missing(row)) marks.insert(column.mark(row));
      bounded = bounded || is_at_least(spec, *table.data, row);
    }
    for (std::size_t row = 0; table.summary != nullptr && row < table.summary->rows(); ++row)
      bounded = bounded || is_at_least(spec, *table.summary, row);
  }
  std::string legend;
  const auto add = [&](const std::string& sign, const std::string& words) {
    legend += (legend.empty() ? "" : "; ") + word("legend.entry", {{"sign", sign}, {"words", words}});
  };
  for (const Mark mark : marks) {
    const std::string name(name_of(mark));
    add(word("mark." + name), word("missing." + name));
  }
  if (bounded) add("≥", word("legend.at_least"));
  return legend;
}

}  // namespace kvali
