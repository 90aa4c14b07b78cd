#pragma once

#include <string>
#include <vector>

#include "compose/evaluator.hpp"
#include "document/document.hpp"

namespace kvali {

/// Figures that are about one thing: an indicator, the meetings, the budget.
struct FigureGroup {
  std::string prefix;                ///< With which the ids of its figures begin: "1.1", "budget".
  std::string title;                 ///< In words; may be empty.
  std::vector<std::size_t> figures;  ///< Their places, in the order of printing.

  /// What of a figure's id the prefix does not say.
  [[nodiscard]] std::string rest_of(const std::string& id) const { return id.substr(prefix.size() + 1); }
};

/// The first `count` figures of a document by what they are about, in the order in which that is first
/// printed.
[[nodiscard]] std::vector<FigureGroup> figure_groups(const std::vector<PrintedFigure>& figures,
                                                     std::size_t count, const Evaluator& evaluator);

}  // namespace kvali
