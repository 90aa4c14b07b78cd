#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frozen/frozen_report.hpp"
#include "model/figures.hpp"
#include "model/finance.hpp"

namespace kvali {

/// A value that is another one now than when the last report was frozen.
struct Correction {
  FigureKey key;     ///< Without an indicator it is about money.
  std::string line;  ///< Budget line, of what was spent until the end of the last report.
  Period when{};
  std::optional<Decimal> before, after;  ///< Nothing: not recorded.
  bool part = false;                     ///< Of a total that is corrected too, for the same time.
  bool noted = false;                    ///< The data say why.
  std::vector<std::uint32_t> notes;      ///< Rows of `observation` whose note was not there before.
  EvidenceId evidence = 0;               ///< Of what is there now.

  /// Key of its finding I-21.
  [[nodiscard]] FindingKey about() const;
};

/// All corrections of values for periods that the last report told of, in the order of codes, parts and time.
/// `spent` is the money as it would be reported at that report's end today.
[[nodiscard]] std::vector<Correction> corrections_since(const FrozenReport& last, Workspace& merged,
                                                        const Figures& figures, const Finance& spent);

/// One I-21 for each correction that is no part of another, and for each indicator that is gone.
void check_corrections(const FrozenReport& last, const std::vector<Correction>& corrections,
                       const Workspace& merged, const Figures& figures, Diagnostics& diagnostics);

}  // namespace kvali
