#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "review/answers.hpp"

namespace kvali {

/// What people said to one finding.
struct AnswersToFinding {
  const Answer* counts = nullptr;      ///< Stands beside it; null: nothing was said.
  std::vector<const Answer*> outdone;  ///< Said to the same, and not counted.
  std::vector<const Answer*> lapsed;   ///< Given for another value.
};

/// Where the workbook of findings has which answer, so that none is lost and reading it again changes
/// nothing: of two answers that say the same, whatever file each is from, one is kept.
struct PlacedAnswers {
  std::vector<AnswersToFinding> findings;  ///< As many as there are findings, in their order.
  std::vector<const Answer*> gone;         ///< Their finding is no longer there.
};

/// Points into `answers`.
[[nodiscard]] PlacedAnswers placed_answers(const std::vector<Answer>& answers, const Diagnostics& findings);

}  // namespace kvali
