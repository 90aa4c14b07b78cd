#pragma once

#include <optional>

#include "base/toml.hpp"
#include "report/report.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

/// Reads [schedule] of a report whose other parts are read.  Everything wrong becomes a finding (CFG-09,
/// CFG-10); then nothing.
[[nodiscard]] std::optional<Schedule> read_schedule(const toml::table& table, const Report& report,
                                                    Diagnostics& diagnostics);

/// A day such as due = "day 5"; a text that is none becomes a finding (CFG-09).
[[nodiscard]] std::optional<CalendarRule> read_day_rule(TomlReader& reader, std::string_view key);

}  // namespace kvali
