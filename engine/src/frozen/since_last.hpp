#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "frozen/corrections.hpp"
#include "frozen/frozen_folder.hpp"

namespace kvali {

/// What the donor was told before, and what is told otherwise now.
struct SinceLast {
  std::optional<FrozenReport> last;  ///< The report that this one is compared with.
  Standing standing;                 ///< Of `last`.
  std::vector<Correction> corrections;
  std::vector<SubmissionEvent> events;  ///< Of all frozen reports.
  std::optional<FrozenName> latest;     ///< Of an earlier period, whether the donor got it or not.
  bool submitted = false;               ///< The report on this very period was given to the donor.
  std::vector<std::string> files;       ///< That were read, relative to the report's folder.
};

/// What a report is compared with.
struct Comparable {
  Workspace& merged;
  const Figures& figures;
  const Frame& frame;
  MoneyRules money;
};

/// Finds the last report in the folder of frozen ones beside report.toml and compares.  Findings I-21 and
/// S-10 to S-12; no folder is nothing to compare with.
[[nodiscard]] SinceLast since_last(const std::filesystem::path& report_folder, std::string_view report,
                                   const Comparable& now, Diagnostics& diagnostics);

}  // namespace kvali
