#include "frozen/withheld_figures.hpp"

namespace kvali {

namespace {

bool is_withheld(const Table& table, std::string_view column, std::size_t row) {
  const Column* cells = table.find(column);
  return cells != nullptr && cells->mark(row) == Mark::withheld;
}

}  // namespace

WithheldFigures::WithheldFigures(const Workspace& printed) {
  for (const char* name : {"results", "disaggregation", "crossed", "places"})
    if (const Table* table = printed.find(name)) read(*table);
}

void WithheldFigures::read(const Table& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::string_view column) { return canonical_text(table.scalar(column, row)); };
    FigureKey key{text("indicator"), {}, text("place")};
    if (const std::string dimension = text("dimension"); !dimension.empty())
      key.group = dimension + "=" + text("category");
    if (const std::string dimension = text("by_dimension"); !dimension.empty())
      key.group += ";" + dimension + "=" + text("by_category");
    if (is_withheld(table, "period_actual", row)) period_.insert(key);
    if (is_withheld(table, "to_date", row)) to_date_.insert(std::move(key));
  }
}

}  // namespace kvali
