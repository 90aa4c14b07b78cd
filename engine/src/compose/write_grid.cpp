#include "compose/table_figures.hpp"
#include "compose/writer.hpp"

namespace kvali {

/// One expression alone in its cell keeps its type; everything else is text.
void Writer::grid_cells(const GridCells& cells, GridText& out) {
  std::vector<Datum> row;
  std::vector<std::string> links;
  for (const InlineNodes& cell : cells) {
    links.emplace_back();
    if (cell.size() == 1 && cell[0].kind == InlineNode::Kind::expression) {
      row.push_back(evaluator_.evaluate(*cell[0].expression));
      if (cell[0].href != nullptr) links.back() = href(*cell[0].href);
      continue;
    }
    const Inlines content = inlines(cell);
    row.push_back(Datum(plain_text(content)));
    for (const Inline& part : content) {
      if (const auto* text = std::get_if<Text>(&part); text != nullptr && !text->href.empty())
        links.back() = text->href;
    }
  }
  out.rows.push_back(std::move(row));
  out.links.push_back(std::move(links));
}

void Writer::grid_rows(const GridRows& rows, GridText& out) {
  for (const GridRow& row : rows) {
    if (const auto* cells = std::get_if<GridCells>(&row.node)) {
      grid_cells(*cells, out);
    } else if (const auto* loop = std::get_if<ForOf<GridRows>>(&row.node)) {
      const Chosen chosen = evaluator_.choose(loop->loop.rows);
      if (chosen.rows.empty()) grid_rows(loop->otherwise, out);
      for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
        if (!evaluator_.spend(loop->loop.rows.span)) break;
        evaluator_.enter({loop->loop.name, chosen.table, chosen.rows[i], i, chosen.rows.size(), false});
        grid_rows(loop->body, out);
        evaluator_.leave();
      }
    } else {
      for (const auto& branch : std::get<IfOf<GridRows>>(row.node).branches) {
        if (branch.first != nullptr && !evaluator_.holds(*branch.first)) continue;
        grid_rows(branch.second, out);
        break;
      }
    }
  }
}

void Writer::write(const GridNode& node, Blocks& out) {
  GridText text;
  grid_rows(node.rows, text);
  auto data = std::make_shared<Table>("grid");
  std::vector<std::vector<Datum>> origins;
  TableBlock table;
  table.id = "table";
  for (std::size_t i = 0; i < node.header.size(); ++i) {
    ColumnNode column;
    column.name = "c" + std::to_string(i + 1);
    std::vector<Datum> cells;
    bool linked = false;
    for (std::size_t row = 0; row < text.rows.size(); ++row) {
      cells.push_back(i < text.rows[row].size() ? text.rows[row][i] : Datum(std::string()));
      linked = linked || (i < text.links[row].size() && !text.links[row][i].empty());
    }
    data->columns().push_back(column_of(column.name, cells, evaluator_));
    origins.push_back(std::move(cells));
    ColumnSpec spec = column_spec(column, data->columns().back(), {});
    spec.label = plain_text(inlines(node.header[i]));
    spec.align = i < node.align.size() ? node.align[i] : "";
    if (linked) spec.href_column = column.name + ".href";
    table.columns.push_back(std::move(spec));
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].href_column.empty()) continue;
    Column& links = data->add(table.columns[i].href_column, Type::text);
    for (const auto& row : text.links) {
      if (i < row.size() && !row[i].empty())
        links.append(std::string_view(row[i]));
      else
        links.append(Mark::not_applicable);
    }
  }
  table.empty = word("table.empty");
  const std::string name = section_id_.empty() ? "report" : section_id_;
  TableFigures(figures_, evaluator_, table).name_cells(*data, origins, [&](std::size_t row) {
    return name + ".row-" + std::to_string(row + 1);
  });
  table.data = data;
  table.legend = legend(table);
  push(Block{std::move(table)}, out);
}

}  // namespace kvali
