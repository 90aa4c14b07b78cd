#pragma once

#include <set>
#include <string>

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "locale/catalogue.hpp"
#include "privacy/policy.hpp"
#include "privacy/private_persons.hpp"
#include "privacy/protect.hpp"
#include "privacy/word_places.hpp"

namespace kvali {

/// What redaction needs beside the text: whom to hide, how to say it, and what may stand.
struct RedactionRules {
  const PrivacyPolicy& policy;
  const Workspace& merged;
  const PrivatePersons& persons;
  std::set<std::string> consented;  ///< Ids of persons who may be named after all: answers to P-04.
  const Catalogue& words;
  std::set<std::string> known;  ///< Numbers of the project, e.g. of its agreement: no identifiers.
  const std::set<std::string, std::less<>>& printed;  ///< Names that the template may use.
  WordFiles files = {};                               ///< Where to look for the place of what is found.
};

/// Takes direct identifiers out of the tables of sources, by the headings of their columns, rounds
/// positions, and puts an organisation where an unknown person owns an action.  Findings: P-01 a column
/// of identifiers that the template prints, P-06 positions that were rounded.
void redact_tables(const RedactionRules& rules, Workspace& tables, Diagnostics& diagnostics);

/// Takes identifiers and names of private persons out of all texts of a finished document, whoever wrote
/// them.  Findings: P-01 where an identifier stood.  What it was is not said, but where it was written.
void redact_document(const RedactionRules& rules, Document& document, Diagnostics& diagnostics);

/// Findings as they may travel with a copy: without names and identifiers, and by their titles alone where
/// they could quote withheld counts.
[[nodiscard]] Diagnostics redacted_findings(const RedactionRules& rules, const Protection& protection,
                                            const Diagnostics& findings);

/// The phrase for a person who is not named: "a representative of Open Door".
[[nodiscard]] std::string stand_in(const RedactionRules& rules, const std::string& org);

}  // namespace kvali
