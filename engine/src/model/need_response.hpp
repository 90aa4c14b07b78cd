#pragma once

#include <string>
#include <vector>

#include "model/figures.hpp"
#include "model/links.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// A need raised in meetings, beside what the project does about it.
struct NeedResponse {
  std::size_t row = 0;   ///< Of `need`.
  bool carried = false;  ///< Raised before the period.

  /// An indicator that addresses the need, and its figure where the need is.
  struct Figure {
    const IndicatorFigures* indicator = nullptr;
    Quantity value;
  };
  std::vector<Figure> figures;
  std::vector<std::size_t> activities;  ///< Rows of `activity`.

  /// addressed, partly, referred, unaddressed, or no_indicator.
  ///
  /// What a person recorded stands.  For a need that was only raised: partly, where something was reported in
  /// the period (a figure above zero, an activity going on or done); unaddressed, where indicators or
  /// activities exist and nothing was reported; no_indicator, where none exists.  That a need is met, only
  /// people can say.
  std::string response;
};

/// Needs raised until the period's end that are not recorded as addressed or referred before it.
[[nodiscard]] std::vector<NeedResponse> respond_to_needs(const Workspace& merged,
                                                         const MeetingRecords& meetings, const Links& links,
                                                         const Figures& figures, const Frame& frame);

/// M-12: a need that no indicator and no activity addresses.
void check_needs(const Workspace& merged, const std::vector<NeedResponse>& needs, Diagnostics& diagnostics);

}  // namespace kvali
