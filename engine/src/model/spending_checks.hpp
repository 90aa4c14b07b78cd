#pragma once

#include "base/diagnostic.hpp"
#include "model/finance.hpp"

namespace kvali {

/// What was spent, against everything else that tells of it.  F-01 the financial report beside this one says
/// another sum, F-07 money and activities do not fit, F-10 a contract that must be listed is not.
void check_spending(const Workspace& merged, const Finance& finance, const MoneyRules& rules,
                    Diagnostics& diagnostics);

}  // namespace kvali
