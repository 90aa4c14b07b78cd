#pragma once

#include <string>
#include <vector>

#include "explain/explanation.hpp"

namespace kvali {

/// Where figures come from, as a person reads it.
[[nodiscard]] std::string explanation_text(const std::vector<Explanation>& all);

/// One JSON object a figure, each on a line.
[[nodiscard]] std::string explanation_json(const std::vector<Explanation>& all);

}  // namespace kvali
