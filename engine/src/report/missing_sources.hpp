#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"

namespace kvali {

/// What is known of the files of a source, from wherever it was looked up.
struct SourceFiles {
  std::string source;              ///< Its name in report.toml.
  bool there = false;              ///< Is there a file at all?
  std::optional<Date> changed_on;  ///< When the newest of them changed, in the project's zone.
};

/// A source that has not come.
struct MissingSource {
  std::string source;
  std::string owner;        ///< Who owes it; "" where report.toml does not say.
  std::optional<Date> due;  ///< Until when; nothing where report.toml does not say.

  friend bool operator==(const MissingSource&, const MissingSource&) = default;
};

/// Which sources a report on `period` still waits for, in the order of report.toml.  A source with a due day
/// comes anew for every period: its file has to change after the period's end.  One without a due day has
/// come once it is there, and one that is not required is never waited for unless it has a due day.
[[nodiscard]] std::vector<MissingSource> missing_sources(const Report& report, const Period& period,
                                                         const std::vector<SourceFiles>& files);

}  // namespace kvali
