#pragma once

#include <map>
#include <string>

#include "locale/catalogue.hpp"
#include "model/finance.hpp"
#include "model/language.hpp"

namespace kvali {

/// Adds `finance`, `finance_headings`, `finance_total`, `payments`, `rates`, `amendments`,
/// `budget_changes` and `contracts` to `out`, in one language.  The reason for a variance comes from notes of
/// budget and ledger, and from what people said to F-02, F-03 and F-12 in `findings`.
void add_finance_tables(const Workspace& merged, const Finance& finance, const Frame& frame,
                        const Diagnostics& findings, const Catalogue& words, LanguageView& language,
                        Workspace& out);

/// "finance.approved", "finance.to_date" ...: what a sentence of a template says about money, and
/// "project.elapsed", the share of the project's time that has passed.
[[nodiscard]] std::map<std::string, Scalar, std::less<>> finance_facts(const Finance& finance,
                                                                       const Frame& frame);

}  // namespace kvali
