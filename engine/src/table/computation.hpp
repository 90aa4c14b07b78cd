#pragma once

#include <string>
#include <vector>

#include "table/scalar.hpp"

namespace kvali {

/// A value that went into a figure.
struct Operand {
  std::string name;  ///< A period ("2025-10"), the id of a figure, or a key of the catalogue ("target").
  Scalar value;
};

/// How a figure came about, free of language.
struct Computation {
  std::string rule;  ///< Key of the catalogue below "how.": "recorded", "sum", "latest" ...; "" = not told.
  std::vector<Operand> operands;
  std::size_t count = 0;  ///< How many values went in, where only the first of them are kept.
};

/// Of very many values the first are kept: no reader adds up more by hand.
inline constexpr std::size_t most_operands = 60;

}  // namespace kvali
