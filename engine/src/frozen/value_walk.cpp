#include "frozen/value_walk.hpp"

#include "base/digest.hpp"

namespace kvali {

std::string note_mark(const Workspace& merged, const std::vector<std::uint32_t>& rows) {
  const Table* table = merged.find("observation");
  std::string notes;
  for (const std::uint32_t row : rows)
    for (const Column& column : table->columns())
      if (column.name().starts_with("note") && !column.missing(row))
        notes += column.name() + '\n' + std::string(column.text(row)) + '\n';
  return notes.empty() ? notes : sha256(notes).substr(0, 12);
}

}  // namespace kvali
