#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"

namespace kvali {

/// An indicator, a period and a group, as people type them: "1.2@2025-12", "1.2 2025-Q4 sex=f",
/// "People advised, December 2025".
struct FigureQuery {
  std::string indicator;         ///< Its id.
  std::optional<Period> period;  ///< Nothing: the reporting period.
  std::string dimension, category;
};

/// What an indicator is called: its id itself, its code, its title.
struct IndicatorName {
  std::string name;
  std::string id;
};

/// `text` begins with the longest of the names that fits, whatever its case.  Nothing where there is none, or
/// where what follows is neither a period, in words of either language, nor a group.
[[nodiscard]] std::optional<FigureQuery> parse_figure_query(const std::string& text,
                                                            const std::vector<IndicatorName>& names,
                                                            FiscalStart fiscal);

}  // namespace kvali
