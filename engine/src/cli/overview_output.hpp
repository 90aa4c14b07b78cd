#pragma once

#include <string>
#include <vector>

#include "collect/source_overview.hpp"

namespace kvali {

/// What was taken from each source, as a person reads it; ends with a blank line unless empty.
[[nodiscard]] std::string overview_text(const std::vector<SourceOverview>& sources);

/// One JSON object a source, each on a line.
[[nodiscard]] std::string overview_json(const std::vector<SourceOverview>& sources);

}  // namespace kvali
