#include "table/group_evidence.hpp"

namespace kvali {

template <class IdOf>
std::vector<EvidenceId> GroupEvidence::join(IdOf id_of) {
  std::vector<EvidenceId> ids(rows_.size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = id_of(rows_[i]);
  return evidence_.join_groups(ids, groups_.numbers(), groups_.size());
}

std::vector<EvidenceId> GroupEvidence::of_rows() {
  const std::span<const EvidenceId> all = table_.row_evidence;
  if (all.empty()) return std::vector<EvidenceId>(groups_.size(), 0);
  if (rows_.listed()) return join([all](std::size_t row) { return all[row]; });
  const std::size_t first = rows_.size() == 0 ? 0 : rows_[0];
  return evidence_.join_groups(all.subspan(first, rows_.size()), groups_.numbers(), groups_.size());
}

std::vector<EvidenceId> GroupEvidence::of(const Column* column) {
  if (column == nullptr || (!column->has_gaps() && !column->has_evidence())) {
    if (!of_rows_) of_rows_ = of_rows();
    return *of_rows_;
  }
  return join(
      [&](std::size_t row) { return column->missing(row) ? EvidenceId{0} : table_.evidence(*column, row); });
}

}  // namespace kvali
