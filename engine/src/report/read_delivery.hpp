#pragma once

#include "base/toml.hpp"
#include "report/report.hpp"

namespace kvali {

/// Reads [delivery] of a report whose other parts are read; everything wrong becomes a finding.
[[nodiscard]] DeliverySpec read_delivery(const toml::table& table, const Report& report,
                                         Diagnostics& diagnostics);

}  // namespace kvali
