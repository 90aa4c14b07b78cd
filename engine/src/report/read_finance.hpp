#pragma once

#include "report/toml_reader.hpp"

namespace kvali {

/// Reads [finance]: what the agreement allows, and what the financial report beside this one says.
void read_finance(const toml::table& table, MoneyRules& rules, const FiscalStart& fiscal,
                  Diagnostics& diagnostics);

/// `rates` of [project]: which rate turns payments into the report's currency.
[[nodiscard]] RatePolicy read_rates(TomlReader& project);

}  // namespace kvali
