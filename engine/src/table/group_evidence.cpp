#include "table/group_evidence.hpp"

namespace kvali {

template <class IdOf>
std::vector<EvidenceId> GroupEvidence::join(IdOf id_of) {
  const std::span<const std::uint32_t> numbers = groups_.numbers();
  std::vector<EvidenceId> ids(numbers.size());
  std::vector<std::uint32_t> next = groups_.starts();
  for (std::size_t i = 0; i < numbers.size(); ++i) ids[next[numbers[i]]++] = id_of(i);
  return evidence_.join_all(std::move(ids), groups_.starts());
}

std::vector<EvidenceId> GroupEvidence::of_rows() {
  if (!of_rows_)
    of_rows_ = table_.row_evidence.empty()
                   ? std::vector<EvidenceId>(groups_.size(), 0)
                   : join([this](std::size_t i) { return table_.row_evidence_of(rows_[i]); });
  return *of_rows_;
}

std::vector<EvidenceId> GroupEvidence::of(const Column* column) {
  if (column == nullptr || (!column->has_gaps() && !column->has_evidence())) return of_rows();
  return join([&](std::size_t i) {
    return column->missing(rows_[i]) ? EvidenceId{0} : table_.evidence(*column, rows_[i]);
  });
}

}  // namespace kvali
