#pragma once

#include <map>
#include <string>

#include "frozen/since_last.hpp"
#include "locale/catalogue.hpp"
#include "model/language.hpp"

namespace kvali {

/// Adds `corrections`, `changes` and `reports` to `out`, which holds the other tables of the report in the
/// same language, after anything was withheld from its audience.  What is withheld there or was withheld in
/// the last report is withheld here, and with it every part of that indicator: two reports together must
/// not tell what each of them hides.  Reasons come from notes, and from what people said to I-21 in
/// `findings`.
void add_since_tables(const SinceLast& since, const Workspace& merged, const Figures& figures,
                      const Diagnostics& findings, const Catalogue& words, LanguageView& language,
                      Workspace& out);

/// "last_report.period", "last_report.submitted_on" ...; not applicable in a first report.
[[nodiscard]] std::map<std::string, Scalar, std::less<>> since_facts(const SinceLast& since,
                                                                     const Catalogue& words);

}  // namespace kvali
