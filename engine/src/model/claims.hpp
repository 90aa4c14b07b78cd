#pragma once

#include <vector>

#include "model/figures.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// A number said in a meeting, beside the figure of the records (M-11).
struct Claim {
  std::size_t row = 0;  ///< Of `statement`.
  const IndicatorFigures* indicator = nullptr;
  Period period;
  Decimal said;
  Quantity figure;  ///< What the records report for the period.

  /// `possible`: the figure is a lower bound, and the number said is above it.
  enum class Verdict { agrees, differs, possible, no_figure };
  Verdict verdict = Verdict::no_figure;
};

/// Numbers said in meetings until the period's end, about periods that have ended by then.  Only those that
/// concern the reporting period: said in it, or about it.  A claim is never taken as a figure, not even
/// where there is none.
[[nodiscard]] std::vector<Claim> read_claims(const Workspace& merged, const MeetingRecords& meetings,
                                             const Figures& figures, const Frame& frame, Evidence& evidence);

/// M-11 for each claim that differs from its figure, and a row of the table `conflict`: the figure stays.
void check_claims(Workspace& merged, const std::vector<Claim>& claims, Diagnostics& diagnostics);

}  // namespace kvali
