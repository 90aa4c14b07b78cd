#pragma once

#include <string>
#include <vector>

#include "store/store.hpp"

namespace kvali {

/// What is going on, or all about one run; a line each.
[[nodiscard]] std::vector<std::string> show_status(const Store& store, const std::string& run);

}  // namespace kvali
