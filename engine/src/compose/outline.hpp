#pragma once

#include <string>
#include <vector>

#include "compose/template.hpp"

namespace kvali {

/// What a template is made of, in its order and free of data: "section summary", "heading results",
/// "table results-table".  Two templates with one outline make reports of the same structure.
[[nodiscard]] std::vector<std::string> outline_of(const Template& form);

}  // namespace kvali
