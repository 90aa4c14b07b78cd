#pragma once

#include <vector>

#include "explain/explanation.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The values that lost against one of these records when sources were merged: those of other sources, older
/// versions, and what was withdrawn.
[[nodiscard]] std::vector<SetAside> set_aside(const Workspace& merged, const std::vector<SourceRef>& refs);

/// The places of records among these that say the same, and count once; those of meetings not, which are
/// counted.
[[nodiscard]] std::vector<std::vector<std::string>> counted_once(const Workspace& merged,
                                                                 const std::vector<SourceRef>& refs);

}  // namespace kvali
