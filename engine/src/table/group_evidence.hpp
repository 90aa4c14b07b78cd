#pragma once

#include <optional>
#include <vector>

#include "table/group_numbers.hpp"
#include "table/table.hpp"

namespace kvali {

/// The records behind the groups of a table's rows, joined for all groups at once.
class GroupEvidence {
 public:
  /// All of them must outlive this.
  GroupEvidence(const Table& table, RowView rows, const GroupNumbers& groups, Evidence& evidence)
      : table_(table), rows_(rows), groups_(groups), evidence_(evidence) {}

  /// One set for every group: the evidence of the recorded cells of `column`, or of the rows where it is
  /// null.
  [[nodiscard]] std::vector<EvidenceId> of(const Column* column);

 private:
  [[nodiscard]] std::vector<EvidenceId> of_rows();
  template <class IdOf>
  [[nodiscard]] std::vector<EvidenceId> join(IdOf id_of);

  const Table& table_;
  RowView rows_;
  const GroupNumbers& groups_;
  Evidence& evidence_;
  std::optional<std::vector<EvidenceId>> of_rows_;  ///< Once it has been asked for.
};

}  // namespace kvali
