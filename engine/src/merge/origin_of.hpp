#pragma once

#include "table/evidence.hpp"

namespace kvali {

/// Where a row of a source came from, or null for none.  What was counted rests on what it counts and, last,
/// on the rule: that one is its own record.
[[nodiscard]] inline const Origin* origin_of(const Evidence& evidence, EvidenceId id) {
  const auto refs = evidence.refs(id);
  return refs.empty() ? nullptr : &evidence.origin(refs.back());
}

}  // namespace kvali
