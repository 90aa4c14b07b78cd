#include <algorithm>
#include <functional>

#include "compose/column_digits.hpp"
#include "compose/table_figures.hpp"
#include "compose/writer.hpp"
#include "document/cell_text.hpp"

namespace kvali {

namespace {

bool is_number(Type type) {
  return type == Type::integer || type == Type::decimal || type == Type::real;
}

Type type_of(const Scalar& scalar) {
  if (std::holds_alternative<std::int64_t>(scalar)) return Type::integer;
  if (std::holds_alternative<Decimal>(scalar)) return Type::decimal;
  if (std::holds_alternative<double>(scalar)) return Type::real;
  if (std::holds_alternative<Date>(scalar)) return Type::date;
  if (std::holds_alternative<bool>(scalar)) return Type::boolean;
  return Type::text;
}

/// The type that holds both; doubles become decimals beside other numbers.
Type common_type(Type a, Type b) {
  if (a == b) return a;
  return is_number(a) && is_number(b) ? Type::decimal : Type::text;
}

/// Copies a cell, whose type is the column's, with its evidence.
void copy_cell(const Table& from, const Column& source, std::size_t row, Column& to) {
  to.append_scalar(source.scalar(row));
  if (const EvidenceId id = from.evidence(source, row); id != 0) to.set_evidence(id);
}

/// A sum of which nothing is recorded is still a column of numbers.
Type type_when_empty(const ColumnNode& node) {
  const bool number =
      node.format.kind == FormatSpec::Kind::number || node.format.kind == FormatSpec::Kind::percent;
  if (number) return Type::decimal;
  if (node.format.kind == FormatSpec::Kind::date) return Type::date;
  if (node.value == nullptr || node.value->kind != Expression::Kind::aggregate) return Type::text;
  return node.value->path[0] == "list" ? Type::text : Type::integer;
}

}  // namespace

Column column_of(const std::string& name, const std::vector<Datum>& cells, const Evaluator& evaluator,
                 Type when_empty) {
  std::optional<Type> type;
  for (const Datum& cell : cells) {
    if (cell.missing()) continue;
    const Type one = cell.kind == Datum::Kind::scalar ? type_of(cell.scalar) : Type::text;
    type = type ? common_type(*type, one) : one;
  }
  Column column(name, type.value_or(when_empty));
  for (const Datum& cell : cells) {
    if (cell.missing())
      column.append(cell.mark());
    else if (column.type() == Type::text)
      column.append(std::string_view(shown_text(cell, evaluator)));
    else if (column.type() != Type::decimal)
      column.append_scalar(cell.scalar);
    else if (const auto number = number_of(cell.scalar))
      column.append(*number);
    else
      column.append(Mark::not_applicable);  // A double that is no number.
    if (cell.evidence != 0) column.set_evidence(cell.evidence);
  }
  return column;
}

std::vector<Writer::RowRun> Writer::row_groups(const TableNode& node, const Chosen& chosen) {
  const Column* const by = node.group_by.empty() ? nullptr : chosen.table->find(node.group_by);
  std::vector<RowRun> groups;
  if (by == nullptr) {
    groups.push_back({"", chosen.rows});
    return groups;
  }
  std::map<std::string, std::size_t> numbers;
  for (const std::size_t row : chosen.rows) {
    const Scalar value = by->scalar(row);
    const std::string key = is_missing(value) ? std::string() : "=" + canonical_text(value);
    const auto [place, is_new] = numbers.emplace(key, groups.size());
    if (is_new) {
      // Rows that belong to no group stand without a heading.
      std::string label;
      if (!is_missing(value) && node.group_words.empty()) label = shown_text(Datum(value), evaluator_);
      if (!is_missing(value) && !node.group_words.empty())
        label = words(node.group_words, value, node.group_span);
      groups.push_back({std::move(label), {}});
    }
    groups[place->second].rows.push_back(row);
  }
  return groups;
}

Column Writer::body_column(const ColumnNode& node, const Chosen& chosen, const Rows& rows,
                           std::vector<Datum>& origins) {
  const Column* const source = chosen.table->find(node.name);
  if (node.value == nullptr && node.words.empty() && node.format.kind != FormatSpec::Kind::text &&
      source != nullptr) {
    Column column(node.name, source->type());
    for (const std::size_t row : rows) copy_cell(*chosen.table, *source, row, column);
    if (figures_.closed()) return column;
    for (const std::size_t row : rows) {
      origins.emplace_back();
      origins.back().cell = {chosen.table, source, row};
    }
    return column;
  }
  std::vector<Datum>& cells = origins;
  evaluator_.enter({chosen.name, chosen.table, 0, 0, 0, true});
  for (const std::size_t row : rows) {
    evaluator_.scope().row = row;
    Datum cell;
    if (node.value != nullptr)
      cell = evaluator_.evaluate(*node.value);
    else if (source != nullptr)
      cell = Evaluator::read(*chosen.table, *source, row);
    if (cell.kind != Datum::Kind::scalar || (node.format.kind == FormatSpec::Kind::text && !cell.missing())) {
      cell = Datum(shown_text(cell, evaluator_), cell.evidence);
    }
    if (!node.words.empty() && !cell.missing())
      cell = Datum(words(node.words, cell.scalar, node.span), cell.evidence);
    cells.push_back(std::move(cell));
  }
  evaluator_.leave();
  return column_of(node.name, cells, evaluator_, type_when_empty(node));
}

/// A companion: links, status words or notes, missing where there is none.
Column Writer::text_column(std::string name, const ExpressionPtr& expression, const Chosen& chosen,
                           const Rows& rows, Companion kind) {
  Column column(std::move(name), Type::text);
  evaluator_.enter({chosen.name, chosen.table, 0, 0, 0, true});
  for (const std::size_t row : rows) {
    evaluator_.scope().row = row;
    const Datum cell = evaluator_.evaluate(*expression);
    std::string text = cell.missing() ? std::string() : shown_text(cell, evaluator_);
    if (kind == Companion::link) text = checked_href(text, expression->span, true);
    if (kind == Companion::status && text != "good" && text != "warn" && text != "bad") text.clear();
    if (kind == Companion::anchor) text = slug(text, 60);
    if (text.empty())
      column.append(Mark::not_applicable);
    else
      column.append(std::string_view(text));
  }
  evaluator_.leave();
  return column;
}

std::vector<int> Writer::row_decimals(const ColumnNode& node, const Chosen& chosen, const Rows& rows) {
  std::vector<int> decimals;
  if (node.decimals == nullptr || node.total) return decimals;
  evaluator_.enter({chosen.name, chosen.table, 0, 0, 0, true});
  for (const std::size_t row : rows) {
    evaluator_.scope().row = row;
    const Datum datum = evaluator_.evaluate(*node.decimals);
    const auto* whole = std::get_if<std::int64_t>(&datum.scalar);
    const bool fits = whole != nullptr && *whole >= 0 && *whole <= 6;
    if (!fits && !datum.missing())
      (void)evaluator_.wrong_type(node.decimals->span, "decimals are not a whole number from 0 to 6");
    decimals.push_back(fits ? static_cast<int>(*whole) : -1);
  }
  evaluator_.leave();
  return decimals;
}

ColumnSpec Writer::column_spec(const ColumnNode& node, const Column& column, std::vector<int> row_decimals) {
  ColumnSpec spec;
  spec.name = node.name;
  spec.label = evaluator_.text(node.label);
  spec.unit = evaluator_.text(node.unit);
  spec.align = node.align;
  spec.width_mm = node.width_mm;
  spec.total = node.total && is_number(column.type()) ? "sum" : "";
  if (column.type() == Type::date) spec.format = date_format(evaluator_.locale());
  if (!is_number(column.type())) return spec;
  spec.percent = node.format.kind == FormatSpec::Kind::percent;
  spec.decimals = node.format.decimals >= 0 ? node.format.decimals : spec.percent ? 0 : -1;
  const bool alike = std::adjacent_find(row_decimals.begin(), row_decimals.end(), std::not_equal_to<>()) ==
                     row_decimals.end();
  if (alike && !row_decimals.empty()) spec.decimals = row_decimals.front();
  const ColumnDigits digits = digits_of(column, spec);
  spec.grouped = evaluator_.locale().column_grouping(digits.largest) == Grouping::always;
  // One number of decimals if that suits all; else each value its own, which no format code can say.
  if (!alike)
    spec.row_decimals = std::move(row_decimals);
  else if (spec.decimals < 0 && digits.least >= digits.most)
    spec.decimals = digits.most;
  spec.format = format_of(spec);
  return spec;
}

namespace {

/// A link per figure is worth having, one per word is noise: evidence stays on numbers and dates,
/// and on the first column of rows that have neither.
void keep_evidence_on_figures(Table& data, const Chosen& chosen, const Rows& rows) {
  std::vector<bool> covered(rows.size(), false);
  for (Column& column : data.columns()) {
    const bool figure = column.type() != Type::text && column.type() != Type::boolean;
    Column kept(column.name(), column.type());
    for (std::size_t row = 0; row < column.size(); ++row) {
      kept.append_scalar(column.scalar(row));
      if (!figure || column.missing(row) || column.evidence(row) == 0) continue;
      kept.set_evidence(column.evidence(row));
      covered[row] = true;
    }
    column = std::move(kept);
  }
  if (data.columns().empty()) return;
  Column& first = data.columns().front();
  Column kept(first.name(), first.type());
  for (std::size_t row = 0; row < first.size(); ++row) {
    kept.append_scalar(first.scalar(row));
    EvidenceId id = first.evidence(row);
    if (!covered[row] && rows[row] < chosen.table->row_evidence.size())
      id = chosen.table->row_evidence[rows[row]];
    if (id != 0) kept.set_evidence(id);
  }
  first = std::move(kept);
}

}  // namespace

void Writer::write(const TableNode& node, Blocks& out) {
  const Chosen chosen = evaluator_.choose(node.rows);
  const std::vector<RowRun> groups = row_groups(node, chosen);
  Rows rows;
  TableBlock table;
  for (const RowRun& group : groups) {
    if (!node.group_by.empty())
      table.row_groups.push_back({group.label, rows.size(), group.rows.size(), std::nullopt});
    rows.insert(rows.end(), group.rows.begin(), group.rows.end());
  }
  std::vector<const ColumnNode*> columns;
  for (const ColumnNode& column : node.columns) {
    if (column.when == nullptr || evaluator_.holds(*column.when)) columns.push_back(&column);
  }
  auto data = std::make_shared<Table>(node.rows.rows.table);
  std::vector<std::vector<Datum>> origins(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i)
    data->columns().push_back(body_column(*columns[i], chosen, rows, origins[i]));
  keep_evidence_on_figures(*data, chosen, rows);
  for (const ColumnNode* shown : columns) {
    const ColumnNode& column = *shown;
    ColumnSpec spec = column_spec(column, data->at(column.name), row_decimals(column, chosen, rows));
    const auto companion = [&](const ExpressionPtr& expression, const char* role, Companion kind) {
      if (expression == nullptr) return std::string();
      std::string name = column.name + "." + role;
      data->columns().push_back(text_column(name, expression, chosen, rows, kind));
      return name;
    };
    spec.status_column = companion(column.status, "status", Companion::status);
    spec.href_column = companion(column.href, "href", Companion::link);
    spec.note_column = companion(column.note, "note", Companion::note);
    if (auto bound = bounds(column, data->at(column.name), chosen, rows)) {
      spec.at_least_column = bound->name();
      data->columns().push_back(std::move(*bound));
    }
    table.columns.push_back(std::move(spec));
  }
  if (node.anchor != nullptr) {
    data->columns().push_back(text_column(".anchor", node.anchor, chosen, rows, Companion::anchor));
    table.anchor_column = ".anchor";
  }
  table.id = node.id.empty() ? node.rows.rows.table : node.id;
  table.caption = evaluator_.text(node.caption);
  table.style = node.style;
  table.sheet = evaluator_.text(node.sheet);
  table.only = node.only;
  table.empty = node.empty.empty() ? word("table.empty") : evaluator_.text(node.empty);
  for (const GroupNode& group : node.groups) {
    ColumnGroup one{evaluator_.text(group.label), group.level, {}};
    for (const auto& name : group.columns) {
      if (data->find(name.first) != nullptr) one.columns.push_back(name.first);
    }
    if (!one.columns.empty()) table.groups.push_back(std::move(one));
  }
  table.data = data;
  auto summary = summaries(node, table);
  if (summary != nullptr) group_with_summary(table, *summary, evaluator_.locale());
  TableFigures named(figures_, evaluator_, table);
  named.name_cells(*data, origins, [&](std::size_t row) { return row_name(*chosen.table, rows[row]); });
  if (summary != nullptr) named.name_totals(*data, *summary, total_name(*chosen.table));
  table.summary = std::move(summary);
  table.legend = legend(table);
  push(Block{std::move(table)}, out);
}

}  // namespace kvali
