#include "compose/table_figures.hpp"

#include <algorithm>

#include "compose/column_digits.hpp"
#include "document/cell_text.hpp"

namespace kvali {

/// The column that says what a row is about: its code, title or text, else its first words.
void TableFigures::find_naming(const Table& data) {
  for (const ColumnSpec& spec : table_.columns) {
    const Column& column = data.at(spec.name);
    if (column.type() != Type::text) continue;
    if (naming_ == nullptr) naming_ = &column;
    if (spec.name != "code" && spec.name != "title" && spec.name != "text") continue;
    naming_ = &column;
    break;
  }
  if (naming_ == nullptr || naming_->name() != "code") return;
  for (const ColumnSpec& spec : table_.columns) {
    const Column& column = data.at(spec.name);
    if (beside_ == nullptr && &column != naming_ && column.type() == Type::text) beside_ = &column;
  }
  if (beside_ != nullptr && beside_->name() == "title") beside_ = nullptr;
}

/// "This period: actual": two columns may be called alike below different headings.
std::string TableFigures::label_of(const ColumnSpec& spec) const {
  for (const ColumnGroup& group : table_.groups)
    if (group.level == 0 &&
        std::find(group.columns.begin(), group.columns.end(), spec.name) != group.columns.end())
      return group.label + ", " + spec.label;
  return spec.label;
}

std::string TableFigures::words_of_row(const Table& data, std::size_t row) const {
  (void)data;
  if (naming_ == nullptr || naming_->missing(row)) return {};
  std::string name(naming_->text(row));
  if (beside_ != nullptr && !beside_->missing(row)) name += " " + std::string(beside_->text(row));
  return name;
}

std::string TableFigures::what(const Table& data, std::size_t row, const ColumnSpec& spec) const {
  const std::string name = words_of_row(data, row);
  if (name.empty()) return spec.label;
  const bool words = data.at(spec.name).type() == Type::text;
  return spec.label.empty() || words ? name : name + ": " + label_of(spec);
}

void TableFigures::name_cells(Table& data, const std::vector<std::vector<Datum>>& origins,
                              const std::function<std::string(std::size_t)>& row_name) {
  if (figures_.closed()) return;
  find_naming(data);
  for (std::size_t row = 0; row < data.rows(); ++row) {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      const ColumnSpec& spec = table_.columns[c];
      Column& column = data.at(spec.name);
      if (column.evidence(row) == 0 || column.missing(row)) continue;
      Datum figure = row < origins[c].size() ? origins[c][row] : Datum();
      figure.scalar = column.scalar(row);
      figure.evidence = column.evidence(row);
      const bool words = column.type() == Type::text;
      column.set_evidence(row,
                          figures_.add(figure, {figure_name(row_name(row), spec.name), what(data, row, spec),
                                                words ? "" : cell_text(spec, data, row, evaluator_.locale()),
                                                cell_format(spec, data, row, CellOf::body), table_.only}));
    }
  }
}

void TableFigures::name_totals(const Table& data, Table& summary, const std::string& name) {
  if (figures_.closed()) return;
  const std::string word = evaluator_.catalogue().text("table.total");
  for (const ColumnSpec& spec : table_.columns) {
    Column& column = summary.at(spec.name);
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (column.evidence(row) == 0 || column.missing(row)) continue;
      const bool total = row == table_.total;
      Datum figure(column.scalar(row), column.evidence(row));
      const Column& parts = data.at(spec.name);
      auto trace = std::make_shared<Trace>();
      trace->rule = "sum";
      const auto group = std::find_if(table_.row_groups.begin(), table_.row_groups.end(),
                                      [&](const RowGroup& g) { return g.subtotal == row; });
      const std::size_t first = total || group == table_.row_groups.end() ? 0 : group->first;
      const std::size_t end = total || group == table_.row_groups.end() ? parts.size() : first + group->count;
      for (std::size_t i = first; i < end; ++i) {
        if (parts.missing(i)) continue;
        if (++trace->count <= most_operands) trace->parts.push_back({parts.scalar(i), parts.evidence(i), {}});
      }
      if (!spec.total.empty()) figure.trace = std::move(trace);
      const std::string id = total ? name : name + "-" + std::to_string(row + 1);
      column.set_evidence(
          row, figures_.add(figure, {figure_name(id, spec.name), word + ": " + spec.label,
                                     cell_text(spec, summary, row, evaluator_.locale()),
                                     cell_format(spec, summary, row, CellOf::summary), table_.only}));
    }
  }
}

}  // namespace kvali
