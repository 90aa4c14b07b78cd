#include "table/table.hpp"

#include <algorithm>
#include <cassert>

namespace kvali {

Column& Table::add(std::string name, Type type) {
  assert(find(name) == nullptr);
  return columns_.emplace_back(std::move(name), type);
}

const Column* Table::find(std::string_view name) const {
  const auto it =
      std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name() == name; });
  return it == columns_.end() ? nullptr : &*it;
}

Column* Table::find(std::string_view name) {
  const auto it =
      std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name() == name; });
  return it == columns_.end() ? nullptr : &*it;
}

const Column& Table::at(std::string_view name) const {
  const Column* column = find(name);
  assert(column != nullptr);
  return *column;
}

Column& Table::at(std::string_view name) {
  Column* column = find(name);
  assert(column != nullptr);
  return *column;
}

Scalar Table::scalar(std::string_view column, std::size_t row) const {
  const Column* found = find(column);
  return found ? found->scalar(row) : Scalar{Mark::not_recorded};
}

EvidenceId Table::evidence(const Column& column, std::size_t row) const {
  if (const EvidenceId own = column.evidence(row)) return own;
  return row_evidence_of(row);
}

Table take_rows(const Table& table, const std::vector<std::size_t>& rows) {
  Table taken(table.name());
  for (const Column& from : table.columns()) {
    Column& to = taken.add(from.name(), from.type());
    for (const std::size_t row : rows) {
      to.append_scalar(from.scalar(row));
      to.set_evidence(from.evidence(row));
    }
  }
  if (!table.row_evidence.empty())
    for (const std::size_t row : rows) taken.row_evidence.push_back(table.row_evidence[row]);
  return taken;
}

}  // namespace kvali
