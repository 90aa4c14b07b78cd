#pragma once

#include <string>
#include <vector>

#include "compose/evaluator.hpp"
#include "document/document.hpp"

namespace kvali {

/// Figures that are about one thing: an indicator, the meetings, the budget.
struct FigureGroup {
  std::string prefix;                ///< With which the ids of its figures begin: "1.1"; "" for all others.
  std::string title;                 ///< In words; may be empty.
  std::vector<std::size_t> figures;  ///< Their places, in the order of printing.

  /// What of a figure's id the prefix does not say.
  [[nodiscard]] std::string rest_of(const std::string& id) const {
    return prefix.empty() ? id : id.substr(prefix.size() + 1);
  }
  [[nodiscard]] std::string heading() const {
    return prefix.empty() || title.empty() ? prefix + title : prefix + " · " + title;
  }
};

/// The first `count` figures of a document by what they are about, in the order in which that is first
/// printed.  What has one figure or two gets no group of its own; those come last.
[[nodiscard]] std::vector<FigureGroup> figure_groups(const std::vector<PrintedFigure>& figures,
                                                     std::size_t count, const Evaluator& evaluator);

}  // namespace kvali
