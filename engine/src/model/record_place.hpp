#pragma once

#include "base/diagnostic.hpp"
#include "table/evidence.hpp"

namespace kvali {

/// The place of the last of the records behind a value, which is the latest: where a correction would
/// go.  Empty without records.
[[nodiscard]] inline Place record_place(const Evidence& evidence, EvidenceId id) {
  const auto refs = evidence.refs(id);
  return refs.empty() ? Place{} : Place{evidence.place(refs.back()), 0, 0, 0};
}

/// The place of the first of them: where reading a sum begins.
[[nodiscard]] inline Place first_place(const Evidence& evidence, std::span<const EvidenceId> ids) {
  const auto refs = ids.empty() ? std::vector<SourceRef>{} : evidence.refs(ids.front());
  return refs.empty() ? Place{} : Place{evidence.place(refs.front()), 0, 0, 0};
}

}  // namespace kvali
