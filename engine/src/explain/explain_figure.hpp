#pragma once

#include <set>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "explain/explanation.hpp"
#include "locale/catalogue.hpp"
#include "model/figure_computation.hpp"
#include "table/record_order.hpp"

namespace kvali {

/// What an explanation is drawn from.
struct ExplainInput {
  FigureFacts facts;
  const Document& document;  ///< With all its figures.
  const Workspace& tables;   ///< That the template saw.
  const RawRecords& raw;
  const RecordOrder& order;  ///< Under which numbers a donor's copy cites records.
  const Catalogue& words;
  FiscalStart fiscal;
  bool all_records;  ///< Or the first ones, and more are only counted.
  /// Indicators whose groups and places the report's readers may not see.
  const std::set<std::string>& guarded;
};

/// Where the figures that `asked` means come from: the id of one that the report prints or that stands in
/// one of its tables, the beginning of several ids ("1.2", "budget.1.1"), or an indicator, by id or title,
/// with a period and a group ("1.2 2025-Q4 sex=f", "People advised Dec 2025").  Throws UsageError where there
/// is none, and says what there is.
[[nodiscard]] std::vector<Explanation> explain_figure(const ExplainInput& input, const std::string& asked);

}  // namespace kvali
