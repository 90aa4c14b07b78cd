#pragma once

#include <filesystem>
#include <string_view>

#include "base/diagnostic.hpp"
#include "collect/cell_place.hpp"
#include "table/evidence.hpp"

namespace kvali {

/// Where something was met first, whatever the order in which sources were loaded: by name of the
/// source, file and row.
class FirstPlace {
 public:
  FirstPlace(const Evidence& evidence, const std::filesystem::path& folder)
      : evidence_(evidence), places_(evidence, folder) {}

  /// The earlier one of two records; 0 is none.
  [[nodiscard]] EvidenceId earlier(EvidenceId a, EvidenceId b) const;
  /// Fills place and excerpt of a finding on a cell of the record.
  void locate(EvidenceId record, std::string_view raw, Diagnostic& finding);

 private:
  const Evidence& evidence_;
  CellPlaces places_;
};

}  // namespace kvali
