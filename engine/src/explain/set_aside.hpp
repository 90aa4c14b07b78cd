#pragma once

#include <vector>

#include "explain/explanation.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The values that lost against one of these records when sources were merged.
[[nodiscard]] std::vector<SetAside> set_aside(const Workspace& merged, const std::vector<SourceRef>& refs);

}  // namespace kvali
