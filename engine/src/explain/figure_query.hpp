#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"

namespace kvali {

/// An indicator, a period and a group, as people type them: "1.2@2025-12", "1.2 2025-Q4 sex=f".
struct FigureQuery {
  std::string indicator;
  std::optional<Period> period;  ///< Nothing: the reporting period.
  std::string dimension, category;
};

/// Nothing where a word is neither a period nor a group.
[[nodiscard]] std::optional<FigureQuery> parse_figure_query(const std::string& text, FiscalStart fiscal);

}  // namespace kvali
