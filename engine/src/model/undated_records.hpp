#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "table/workspace.hpp"

namespace kvali {

/// Adds a figure of an indicator that nobody can place in time to the table `undated_observation`; `record`
/// tells it from others.
void add_undated(Workspace& workspace, std::string_view indicator, std::string_view record,
                 EvidenceId evidence);

/// The figures of each indicator that are in no sum, because nobody can place them in time.
class UndatedRecords {
 public:
  explicit UndatedRecords(const Workspace& merged);

  [[nodiscard]] const std::vector<EvidenceId>& of(std::string_view indicator) const;

 private:
  std::map<std::string, std::vector<EvidenceId>, std::less<>> records_;
};

}  // namespace kvali
