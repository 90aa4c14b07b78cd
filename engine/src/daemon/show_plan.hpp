#pragma once

#include <string>
#include <vector>

#include "daemon/settings.hpp"

namespace kvali {

/// When each report is due next, what it reports then and who gets it; a line each.
[[nodiscard]] std::vector<std::string> show_plan(const Settings& settings, Instant now);

}  // namespace kvali
