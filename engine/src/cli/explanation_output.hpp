#pragma once

#include <string>
#include <vector>

#include "explain/explanation.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

/// Where figures come from, as a person reads it in the language of the words.
[[nodiscard]] std::string explanation_text(const std::vector<Explanation>& all, const Catalogue& words);

/// One JSON object a figure, each on a line.
[[nodiscard]] std::string explanation_json(const std::vector<Explanation>& all);

}  // namespace kvali
