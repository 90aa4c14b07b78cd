#pragma once

#include "cli/report_facts.hpp"
#include "compose/template.hpp"
#include "privacy/redact.hpp"

namespace kvali {

/// Decides which counts of persons the report's audience may not see: one decision for all languages and
/// files of the run, made with what earlier reports have printed; and asks whether the private persons
/// that texts name agreed to it (P-04).
[[nodiscard]] Protection protect_facts(ReportFacts& facts, Diagnostics& diagnostics);

/// The rules by which a copy is redacted, with all that they refer to; of one language.  Lives no longer
/// than the facts and the template.
class Redaction {
 public:
  Redaction(const ReportFacts& facts, const Template& form, const Diagnostics& diagnostics);
  Redaction(const Redaction&) = delete;
  Redaction& operator=(const Redaction&) = delete;

  [[nodiscard]] const RedactionRules& rules() const { return rules_; }

 private:
  PrivacyPolicy policy_;
  PrivatePersons persons_;
  std::set<std::string, std::less<>> printed_;
  RedactionRules rules_;
};

}  // namespace kvali
