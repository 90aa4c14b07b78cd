#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace kvali {

// `frozen/submissions.toml` says what became of frozen reports: one [[event]] each with the keys report,
// frozen ("2025-11.r1"), what (submitted, accepted or sent_back), on, and where given reference and note,
// in the order in which they were recorded.  Events are only ever added, at the end.

/// One thing that happened to a frozen report.
struct SubmissionEvent {
  std::string report;  ///< Its id.
  std::string frozen;  ///< FrozenName::text().
  std::string what;    ///< submitted, accepted or sent_back.
  Date on{};
  std::string reference;  ///< Number of the donor's register, or of the letter.
  std::string note;       ///< The donor's questions, in short.

  friend bool operator==(const SubmissionEvent&, const SubmissionEvent&) = default;
};

/// All events, in the order of the file; none where there is no file.  What cannot be used is a finding
/// S-12.  Throws Error if the file cannot be read.
[[nodiscard]] std::vector<SubmissionEvent> read_submissions(const std::filesystem::path& folder,
                                                            Diagnostics& diagnostics);

/// Adds an event at the end of the file, which is there completely or as it was.  False if it is recorded
/// already.  Throws Error.
bool record_submission(const std::filesystem::path& folder, const SubmissionEvent& event);

/// Where a frozen report stands.
struct Standing {
  std::string status = "frozen";  ///< frozen, submitted, accepted or sent_back: what happened last.
  std::optional<SubmissionEvent> submitted, answer;  ///< The last ones; an answer is none to a later sending.
};
[[nodiscard]] Standing standing_of(const std::vector<SubmissionEvent>& events, std::string_view report,
                                   std::string_view frozen);

}  // namespace kvali
