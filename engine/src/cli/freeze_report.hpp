#pragma once

#include <optional>

#include "cli/make_report.hpp"
#include "frozen/frozen_report.hpp"

namespace kvali {

/// The facts of a report as they go to its donor: what the tables hold, which files they came from, which
/// template printed them.  Composes the report in all of its languages, so that what is wrong with it shows
/// before it is kept.  Nothing after a finding that forbids to write anything.
[[nodiscard]] std::optional<FrozenReport> frozen_report(ReportFacts& facts, Diagnostics& diagnostics,
                                                        const StepListener& on_step);

/// Writes the facts as the next revision into the folder that `open_folder` gives; the same facts are not
/// kept twice.  `folder` is where the finished file will lie.
[[nodiscard]] RunOutcome freeze_report(ReportFacts& facts, const std::filesystem::path& folder,
                                       Diagnostics& diagnostics, const StepListener& on_step,
                                       const FolderOpener& open_folder);

}  // namespace kvali
