#include "compose/freeze.hpp"

#include <algorithm>
#include <set>

namespace kvali {

namespace {

/// Moves what follows a section into it, up to the next one of its level or above.
Blocks nest(Blocks flat, std::size_t& at, int level, int depth) {
  Blocks out;
  while (at < flat.size()) {
    Section* const section = std::get_if<Section>(&flat[at].node);
    if (section == nullptr) {
      out.push_back(std::move(flat[at++]));
      continue;
    }
    if (section->level <= level) break;
    Section whole = std::move(*section);
    ++at;
    const int own_level = whole.level;
    whole.level = depth;  // An h1 followed by an h3 is still one step.
    if (auto* heading = std::get_if<Heading>(&whole.content.front().node)) heading->level = depth;
    Blocks rest;
    while (at < flat.size()) {
      const Section* next = std::get_if<Section>(&flat[at].node);
      if (next != nullptr && next->level <= own_level) break;
      rest.push_back(std::move(flat[at++]));
    }
    std::size_t inner = 0;
    Blocks content = nest(std::move(rest), inner, own_level, depth + 1);
    for (Block& block : content) whole.content.push_back(std::move(block));
    out.push_back(Block{std::move(whole)});
  }
  return out;
}

class Ids {
 public:
  void make_unique(std::string& id, const std::string& kind) {
    if (id.empty()) id = kind;
    const std::string base = id;
    for (int n = 2; !taken_.insert(id).second; ++n) id = base + "-" + std::to_string(n);
  }
  void add(std::string id) { taken_.insert(std::move(id)); }
  [[nodiscard]] const std::set<std::string>& all() const { return taken_; }

 private:
  std::set<std::string> taken_;
};

template <typename Visit>
void each_block(Blocks& blocks, const Visit& visit) {
  for (Block& block : blocks) {
    visit(block);
    if (auto* section = std::get_if<Section>(&block.node)) each_block(section->content, visit);
    if (auto* quote = std::get_if<Quote>(&block.node)) each_block(quote->content, visit);
    if (auto* callout = std::get_if<Callout>(&block.node)) each_block(callout->content, visit);
    if (auto* list = std::get_if<List>(&block.node)) {
      for (Blocks& item : list->items) each_block(item, visit);
    }
  }
}

void add_anchors(const TableBlock& table, Ids& ids) {
  if (table.anchor_column.empty() || table.data == nullptr) return;
  const Column& column = table.data->at(table.anchor_column);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.missing(row)) ids.add(std::string(column.text(row)));
  }
}

bool same_cells(const Table& chart, const Table& table) {
  if (chart.rows() != table.rows()) return false;
  for (const Column& column : chart.columns()) {
    const Column* other = table.find(column.name());
    if (other == nullptr) return false;
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (canonical_text(column.scalar(row)) != canonical_text(other->scalar(row))) return false;
    }
  }
  return true;
}

/// A chart may point to a table only if its rows are the table's, else a spreadsheet would draw others.
void check_chart(Chart& chart, const std::vector<const TableBlock*>& tables) {
  const auto table =
      std::find_if(tables.begin(), tables.end(), [&](const auto* t) { return t->id == chart.table; });
  if (table == tables.end() || !same_cells(*chart.data, *(*table)->data)) chart.table.clear();
}

}  // namespace

void freeze(Document& document, const std::vector<Writer::Link>& links, TemplateFindings& findings) {
  std::size_t at = 0;
  document.blocks = nest(std::move(document.blocks), at, 0, 1);
  Ids ids;
  std::vector<const TableBlock*> tables;
  each_block(document.blocks, [&](Block& block) {
    if (auto* table = std::get_if<TableBlock>(&block.node)) add_anchors(*table, ids);
  });
  each_block(document.blocks, [&](Block& block) {
    if (auto* section = std::get_if<Section>(&block.node)) ids.make_unique(section->id, "section");
    if (auto* figure = std::get_if<Figure>(&block.node)) ids.make_unique(figure->id, "figure");
    if (auto* keys = std::get_if<KeyValue>(&block.node)) ids.make_unique(keys->id, "keys");
    if (auto* table = std::get_if<TableBlock>(&block.node)) {
      ids.make_unique(table->id, "table");
      tables.push_back(table);
    }
  });
  each_block(document.blocks, [&](Block& block) {
    auto* figure = std::get_if<Figure>(&block.node);
    auto* chart = figure == nullptr ? nullptr : std::get_if<Chart>(&figure->content);
    if (chart != nullptr) check_chart(*chart, tables);
  });
  for (const Writer::Link& link : links) {
    if (ids.all().contains(link.target)) continue;
    findings.add("TPL-08", link.span, "link leads nowhere: #" + link.target,
                 did_you_mean(link.target, ids.all()));
  }
}

}  // namespace kvali
