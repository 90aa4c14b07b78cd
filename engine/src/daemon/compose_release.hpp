#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/daemon_config.hpp"
#include "report/report.hpp"
#include "store/records.hpp"

namespace kvali {

/// The mail that a correction replaces.
struct EarlierMail {
  std::string header_id;
  Date sent;
};

/// What a draft is composed from.
struct ReleaseParts {
  const DaemonConfig& config;
  const Report& report;
  const RunRecord& run;
  const std::vector<RouteRecord>& routes;
  std::vector<std::string> files;  ///< Names in the folder of the run.
  std::optional<EarlierMail> replaces;
  Instant now;
};

/// The folder with the files of a run.
[[nodiscard]] std::filesystem::path folder_of(const DaemonConfig& config, const std::string& run);

/// Hashes the files, composes the mail with all of them and keeps it as a file, which is sent as it is on
/// each try.  Throws Error where a recipient has no route, a file is missing or the mail is too large.
[[nodiscard]] Draft compose_release(const ReleaseParts& parts);

/// Manifests stay in the house: they tell of sources and folders.
[[nodiscard]] bool is_for_donor(const ArtifactRecord& file);

/// The name people know the report by, in a language.
[[nodiscard]] std::string title_of(const Report& report, const std::string& lang);

}  // namespace kvali
