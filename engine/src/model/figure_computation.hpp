#pragma once

#include <functional>
#include <string_view>

#include "model/figures.hpp"
#include "model/finance.hpp"
#include "table/computation.hpp"

namespace kvali {

/// The reports of an indicator with all their parts, as Figures::reports_of() reads them.
using ReportsOf = std::function<const IndicatorReports&(const IndicatorFigures&)>;
/// Keeps those of the indicator that was asked for last: figures are looked at row by row.  Both arguments
/// must outlive it; what it returns is good until it is asked for another one.
[[nodiscard]] ReportsOf remembered_reports(const Figures& figures, const Evidence& evidence);

/// What the figures of a report are computed from.
struct FigureFacts {
  const Workspace& merged;
  const Figures& figures;
  const Finance& finance;
  const Frame& frame;
  ReportsOf reports_of;
};

/// How the figure in a cell of a report's table was computed: of `results`, `series`, `disaggregation`,
/// `places`, `finance` and what belongs to it, `meetings`.  "recorded" for all others.
[[nodiscard]] Computation computation_of(const FigureFacts& facts, const Table& table, std::size_t row,
                                         std::string_view column);

/// How the value of an indicator in a period, or up to the end of a day, was computed from its reports.
[[nodiscard]] Computation computation_in(const IndicatorRule& rule, const Reports& reports,
                                         const Period& period);
[[nodiscard]] Computation computation_to_date(const IndicatorRule& rule, const Reports& reports, Date day,
                                              std::optional<Date> project_start);

}  // namespace kvali
