#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "frozen/since_last.hpp"

namespace kvali {

/// What a report says of itself that must agree with the reports before it.
struct ReportHead {
  std::filesystem::path path;  ///< report.toml, where corrections would go.
  std::string agreement;
  bool has_donor = false;       ///< It names a donor, and goes to one.
  std::optional<int> due_days;  ///< After the period's end.
  std::string template_name;
  std::vector<std::string> outline;
  bool fixed_structure = false;  ///< The donor prescribes what the template is made of.
};

/// S-02 the agreement's number is missing or another one than last time, S-04 periods that overlap or leave
/// a gap, S-05 a report that is overdue, S-07 another structure than last time, where a donor prescribes it.
void check_sequence(const ReportHead& head, const SinceLast& since, const Frame& frame,
                    Diagnostics& diagnostics);

}  // namespace kvali
