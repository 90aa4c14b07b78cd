#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/toml.hpp"
#include "report/report.hpp"

namespace kvali {

/// The lists of [values.NAME] by name.
using ValueLists = std::map<std::string, ValueList, std::less<>>;

[[nodiscard]] ValueLists read_value_lists(const toml::table& table, Diagnostics& diagnostics);

/// [aliases.org], [aliases.person] ...: `"name as written" = "id"`.
[[nodiscard]] std::vector<AliasLine> read_aliases(const toml::table& table, Diagnostics& diagnostics);

/// One [source.map.CANONICAL].
[[nodiscard]] TableMap read_map(std::string canonical, const toml::table& table, const ValueLists& lists,
                                Diagnostics& diagnostics);

}  // namespace kvali
