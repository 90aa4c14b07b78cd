#include "compose/writer.hpp"

namespace kvali {

KpiTile Writer::tile(const TileNode& node) {
  KpiTile tile;
  tile.label = evaluator_.text(node.label);
  const Datum actual = node.value == nullptr ? Datum() : evaluator_.evaluate(*node.value);
  const Datum target = node.target == nullptr ? Datum() : evaluator_.evaluate(*node.target);
  tile.value = value(formatted(actual, node.format), tile.label, text_name());
  tile.value.unit = evaluator_.text(node.unit);
  if (!target.missing()) {
    tile.target = value(formatted(target, node.format), tile.label, text_name());
    tile.target.text = word("kpi.of", {{"target", tile.target.text}});
  }
  Datum share;
  if (node.share != nullptr) share = evaluator_.evaluate(*node.share);
  const auto done = number_of(actual.scalar), wanted = number_of(target.scalar);
  if (!share.missing())
    tile.share = number_of(share.scalar);
  else if (node.share == nullptr && done && wanted && !done->is_negative() && *wanted > Decimal(0))
    tile.share = divide(*done, *wanted);
  tile.change = evaluator_.text(node.change);
  const auto one_of = [&](const ExpressionPtr& expression, std::initializer_list<std::string_view> known) {
    if (expression == nullptr) return std::string();
    const Datum datum = evaluator_.evaluate(*expression);
    const std::string text = datum.text() == nullptr ? std::string() : *datum.text();
    for (const std::string_view name : known) {
      if (text == name) return text;
    }
    return std::string();
  };
  tile.status = one_of(node.status, {"good", "warn", "bad"});
  tile.trend = one_of(node.trend, {"up", "down", "flat"});
  if (!tile.status.empty()) tile.status_text = evaluator_.text(node.status_text);
  return tile;
}

void Writer::write(const KpiNode& node, Blocks& out) {
  KpiRow row;
  if (!node.rows) {
    for (const TileNode& one : node.tiles) row.tiles.push_back(tile(one));
  } else {
    const Chosen chosen = evaluator_.choose(*node.rows);
    evaluator_.enter({chosen.name, chosen.table, 0, 0, 0, true});
    for (const std::size_t at : chosen.rows) {
      evaluator_.scope().row = at;
      row.tiles.push_back(tile(node.tiles.front()));
    }
    evaluator_.leave();
  }
  if (!row.tiles.empty()) push(Block{std::move(row)}, out);
}

}  // namespace kvali
