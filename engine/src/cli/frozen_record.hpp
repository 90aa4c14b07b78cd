#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report_facts.hpp"
#include "frozen/submissions.hpp"

namespace kvali {

/// Something that is to be recorded of a frozen report.
struct Happening {
  std::string what;  ///< submitted, accepted or sent_back.
  Date on{};
  std::string reference, note;
};

/// Records what became of the frozen report of the request's period: of its `revision`, else of the latest.
/// The lines to show.  Throws Error where there is no such frozen report, or its date cannot be.
[[nodiscard]] std::vector<std::string> record_happenings(const ReportRequest& request,
                                                         std::optional<int> revision,
                                                         const std::vector<Happening>& happenings, bool json);

/// Every frozen report of report.toml and where it stands, a line each.
[[nodiscard]] std::vector<std::string> list_frozen(const ReportRequest& request, bool json);

}  // namespace kvali
