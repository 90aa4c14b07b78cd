#pragma once

#include <span>
#include <string>

#include "base/diagnostic.hpp"
#include "table/evidence.hpp"

namespace kvali {

/// Where findings about indicators go, each with the record where reading it begins.
class IndicatorFindings {
 public:
  IndicatorFindings(const Evidence& evidence, Diagnostics& diagnostics)
      : evidence_(evidence), diagnostics_(diagnostics) {}

  struct Finding {
    const char* id;
    Severity severity = Severity::error;
    std::string message;
    FindingKey key;
    std::string hint;
  };
  /// At the first of the records.
  void add(Finding finding, std::span<const EvidenceId> records);
  /// At the last of the records behind a value: where a correction would go.
  void add_at_last(Finding finding, EvidenceId value);

 private:
  void add_at(Finding finding, Place place);

  const Evidence& evidence_;
  Diagnostics& diagnostics_;
};

}  // namespace kvali
