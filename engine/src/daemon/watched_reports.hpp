#pragma once

#include <map>
#include <string>
#include <vector>

#include "daemon/daemon_config.hpp"
#include "report/report.hpp"
#include "store/records.hpp"

namespace kvali {

/// The reports the daemon makes, by their ids.
using WatchedReports = std::map<std::string, Report, std::less<>>;

/// Loads what lies in the folders of the configuration.  A report without [schedule] or [delivery] is not
/// watched; one with an error is not either, and its findings are added.
[[nodiscard]] WatchedReports load_reports(const DaemonConfig& config, Diagnostics& diagnostics);

/// Changes when a report.toml comes, goes or is written: then everything is to be loaded again.
[[nodiscard]] std::string state_of_reports(const DaemonConfig& config);

/// The routes of the configuration as the store keeps them, those of the house included.
[[nodiscard]] std::vector<RouteRecord> routes_of(const DaemonConfig& config, const WatchedReports& reports);

/// The route by which the report reaches the address; null: by none.
[[nodiscard]] const RouteRecord* route_to(const std::vector<RouteRecord>& routes, const Report& report,
                                          const std::string& address);

}  // namespace kvali
