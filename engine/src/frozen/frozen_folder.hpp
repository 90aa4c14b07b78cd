#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "frozen/frozen_report.hpp"
#include "frozen/submissions.hpp"

namespace kvali {

/// The folder of frozen reports beside a report.toml.
[[nodiscard]] std::filesystem::path frozen_folder(const std::filesystem::path& report_folder);

/// Which frozen report a file holds: "2025-11.r2" and ".toml" behind it.
struct FrozenName {
  Period period{};
  int revision = 0;

  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const FrozenName&, const FrozenName&) = default;
};
[[nodiscard]] FrozenName name_of(const FrozenReport& facts);
[[nodiscard]] std::optional<FrozenName> parse_frozen_name(std::string_view text);

/// The frozen reports in a folder, in the order of periods and revisions; none where there is no such
/// folder.  Throws Error if it cannot be read.
[[nodiscard]] std::vector<FrozenName> frozen_names(const std::filesystem::path& folder);

/// Reads one of them.  Findings S-10 and S-11; S-11 also where the file says that it is another one.
[[nodiscard]] std::optional<FrozenReport> read_frozen(const std::filesystem::path& folder,
                                                      const FrozenName& name, Diagnostics& diagnostics);

/// A report ready to be kept.
struct Freezing {
  std::string file;  ///< "2025-12.r2.toml"
  std::string text;
  bool is_new = true;  ///< False: the newest revision of the period holds these facts already.
};

/// What to write for these facts: the next revision of their period, whatever revision they name.  The
/// caller writes the file, and never over another one.  Throws Error if the folder cannot be read.
[[nodiscard]] Freezing freeze(FrozenReport facts, const std::filesystem::path& folder);

/// The report that one of `period` is compared with: of the earlier periods the latest that was given to
/// the donor, in the revision that stands; if none was, the latest that was frozen.  Null without one.
/// What cannot be read is told, and an earlier one taken.
[[nodiscard]] std::optional<FrozenReport> last_report(const std::filesystem::path& folder,
                                                      std::string_view report, const Period& period,
                                                      const std::vector<SubmissionEvent>& events,
                                                      Diagnostics& diagnostics);

}  // namespace kvali
