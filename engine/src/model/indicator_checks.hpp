#pragma once

#include <vector>

#include "model/figures.hpp"

namespace kvali {

/// Where the checks of an indicator look, and where they tell.
struct CheckContext {
  Workspace& merged;
  const Frame& frame;
  Diagnostics& diagnostics;
};

/// Checks of how indicators are defined: I-02 no baseline, I-03 no direction or measure, I-18 percentages
/// that are to be averaged.
void check_rules(const Table& indicators, const std::vector<IndicatorRule>& rules, const Evidence& evidence,
                 Diagnostics& diagnostics);

/// Checks of one indicator's figures: I-01 no target, I-04 no value for an ended unit, I-06 disaggregation
/// incomplete, I-07 falling cumulative values, I-11 deviation without a note, I-12 values that equal their
/// targets time after time, I-13 an outlier, I-19 partners that may overlap, I-20 totals to date that differ
/// from what the record itself says, I-22 mixed units, I-23 values that straddle the period.
void check_indicator(const IndicatorFigures& figures, const IndicatorReports& reports, const Targets& targets,
                     const CheckContext& context);

/// I-16: an indicator that counts persons once must not be more than the one that counts them each time.
void check_unique(const Figures& figures, const Evidence& evidence, const Frame& frame,
                  Diagnostics& diagnostics);

}  // namespace kvali
