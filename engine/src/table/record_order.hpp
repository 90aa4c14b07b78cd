#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "table/workspace.hpp"

namespace kvali {

/// Numbers for the records of each file of a source: by what they say, not by the lines on which they stand,
/// so that a report cites the same records under the same numbers whatever the order of rows.
class RecordOrder {
 public:
  RecordOrder() = default;
  /// Merged tables stand in the order of their keys; what they do not tell of has no number.
  explicit RecordOrder(const Workspace& merged);

  /// From 1; where a record has none, the row on which it stands.
  [[nodiscard]] std::int64_t number(const SourceRef& ref) const;

 private:
  /// Origin, file and column, within which rows are told apart.
  using Place = std::tuple<std::uint32_t, std::uint32_t, std::string>;

  void take(const Evidence& evidence, EvidenceId id);

  std::map<Place, std::unordered_map<std::int64_t, std::int64_t>> numbers_;
  std::map<std::pair<std::string, std::uint32_t>, std::int64_t> taken_;  ///< By source and file.
};

}  // namespace kvali
