#pragma once

#include <optional>

#include "base/toml.hpp"
#include "report/report.hpp"

namespace kvali {

/// Reads [schedule] of a report whose other parts are read.  Everything wrong becomes a finding (CFG-09,
/// CFG-10); then nothing.
[[nodiscard]] std::optional<Schedule> read_schedule(const toml::table& table, const Report& report,
                                                    Diagnostics& diagnostics);

}  // namespace kvali
