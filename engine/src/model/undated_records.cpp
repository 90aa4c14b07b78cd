#include "model/undated_records.hpp"

namespace kvali {

namespace {

constexpr const char* table_name = "undated_observation";

}  // namespace

void add_undated(Workspace& workspace, std::string_view indicator, std::string_view record,
                 EvidenceId evidence) {
  const auto found = workspace.tables.find(table_name);
  Table& table = found != workspace.tables.end() ? found->second : workspace.add(table_name);
  for (const char* name : {"indicator", "record"})
    if (table.find(name) == nullptr) table.add(name, Type::text);
  table.at("indicator").append(indicator);
  table.at("record").append(record);
  table.row_evidence.push_back(evidence);
  for (Column& column : table.columns())
    if (column.size() < table.row_evidence.size()) column.append(Mark::not_recorded);
}

UndatedRecords::UndatedRecords(const Workspace& merged) {
  const Table* table = merged.find(table_name);
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
    records_[canonical_text(table->scalar("indicator", row))].push_back(table->row_evidence[row]);
}

const std::vector<EvidenceId>& UndatedRecords::of(std::string_view indicator) const {
  static const std::vector<EvidenceId> none;
  const auto it = records_.find(indicator);
  return it == records_.end() ? none : it->second;
}

}  // namespace kvali
