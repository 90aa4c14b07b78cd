#pragma once

#include <string>
#include <vector>

#include "daemon/settings.hpp"
#include "report/missing_sources.hpp"
#include "store/store.hpp"

namespace kvali {

/// What a report still waits for.
struct OwedSource {
  const Report* report = nullptr;
  Period period;
  MissingSource source;
};

/// Of the runs that wait and of the occurrence to come, the sources that have a due day and have not come.
[[nodiscard]] std::vector<OwedSource> owed_sources(const Store& store, const Settings& settings, Instant now);

/// Writes to who owes something two days before it is due and once it is overdue, each time once; to whom
/// kvalid.toml has an address for.
void remind_owners(Store& store, const Settings& settings, Instant now);

}  // namespace kvali
