#pragma once

#include <set>
#include <string_view>

#include "table/workspace.hpp"

namespace kvali {

/// Does a row of the table `conflict` tell of a number on which sources disagree and nothing decides (C-01)?
[[nodiscard]] bool is_open_number(const Table& conflicts, std::size_t row);

/// The numbers of the merged tables on which sources disagree and nothing decides.  No status, share or
/// deviation is computed of them.
class OpenValues {
 public:
  explicit OpenValues(const Workspace& merged);

  [[nodiscard]] bool empty() const { return records_.empty(); }
  /// Does one of them stand behind a figure?
  [[nodiscard]] bool concern(EvidenceId figure) const;

 private:
  const Evidence& evidence_;
  std::set<SourceRef> records_;  ///< Of both values of each.
};

}  // namespace kvali
