#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "daemon/settings.hpp"
#include "store/store.hpp"

namespace kvali {

/// Tells the store what is scheduled and whom mails may reach.  A schedule it did not know begins now.
void announce_settings(Store& store, const Settings& settings, Instant now);

/// Makes a run of each occurrence that has come due.  Whether the clock can be believed is known before.
void plan_runs(Store& store, const Settings& settings, Instant now);

/// "monthly.2026-09", with ".r1" for the first correction.
[[nodiscard]] std::string run_id(const Report& report, const Period& period, int revision);

/// When the next occurrence of all is due, if any.
[[nodiscard]] std::optional<Instant> next_due(const Settings& settings, Instant now);

}  // namespace kvali
