#pragma once

#include <string>

#include "locale/catalogue.hpp"
#include "table/computation.hpp"

namespace kvali {

/// How a figure was computed, in a few words: "sum of 6 values", "128 / 160".
[[nodiscard]] std::string how_text(const Computation& computation, const Catalogue& words);

/// What went into a figure, as people call it: "October 2025", "target", "1.1.sex=f.to-date".
[[nodiscard]] std::string operand_text(const Operand& operand, const Catalogue& words);

/// A value in the language's numbers, with the digits that it has.
[[nodiscard]] std::string value_text(const Scalar& value, const Catalogue& words);

}  // namespace kvali
