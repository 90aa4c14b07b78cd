#include "model/open_values.hpp"

#include <algorithm>

#include "model/schema.hpp"

namespace kvali {

namespace {

bool is_number(std::string_view table, std::string_view field) {
  if (field == "num/den" || field == "amount") return true;
  const Schema* schema = find_schema(table);
  const Field* known = schema != nullptr ? schema->find(field) : nullptr;
  return known != nullptr && known->kind == FieldKind::number;
}

}  // namespace

bool is_open_number(const Table& conflicts, std::size_t row) {
  if (canonical_text(conflicts.scalar("rule", row)) != "open") return false;
  const std::string what = canonical_text(conflicts.scalar("what", row));
  return is_number(what.substr(0, what.find(' ')), canonical_text(conflicts.scalar("field", row)));
}

OpenValues::OpenValues(const Workspace& merged) : evidence_(merged.evidence) {
  const Table* conflicts = merged.find("conflict");
  for (std::size_t row = 0; conflicts != nullptr && row < conflicts->rows(); ++row)
    if (is_open_number(*conflicts, row))
      for (SourceRef& ref : evidence_.refs(conflicts->row_evidence[row])) records_.insert(std::move(ref));
}

bool OpenValues::concern(EvidenceId figure) const {
  if (records_.empty() || figure == 0) return false;
  const auto refs = evidence_.refs(figure);
  return std::any_of(refs.begin(), refs.end(), [&](const SourceRef& ref) { return records_.contains(ref); });
}

}  // namespace kvali
