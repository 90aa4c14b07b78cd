#pragma once

#include <string>
#include <vector>

#include "schedule/schedule.hpp"

namespace kvali {

/// The occurrences as a table for people, or one JSON object a line.
[[nodiscard]] std::string occurrences_text(const Schedule& schedule,
                                           const std::vector<Occurrence>& occurrences);
[[nodiscard]] std::string occurrences_json(const Schedule& schedule,
                                           const std::vector<Occurrence>& occurrences);

}  // namespace kvali
