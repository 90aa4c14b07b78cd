#include <optional>

#include "locale/finding_words.hpp"
#include "privacy/redact_text.hpp"

namespace kvali {

namespace {

constexpr std::string_view person_key = "person=";

void replace_all(std::string& text, const std::string& what, const std::string& instead) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + instead.size()))
    text.replace(at, what.size(), instead);
}

/// P-04 is about a person, by the id or name that the records have.
void leave_person_out(Diagnostic& finding) {
  if (!finding.subject.starts_with(person_key)) return;
  const std::string id = finding.subject.substr(person_key.size());
  finding.subject = "person";
  if (!id.empty()) replace_all(finding.message, id, "somebody");
}

}  // namespace

Diagnostics redacted_findings(const RedactionRules& rules, const Protection& protection,
                              const Diagnostics& findings) {
  if (!rules.policy.protects()) return findings;
  const Locale english("en");
  std::optional<FindingWords> words;
  Diagnostics left;
  for (Diagnostic finding : findings.all()) {
    if (tells_of_withheld(protection, finding.subject)) {
      if (!words) words.emplace(english);
      finding.message = words->title(finding.id);
      for (std::string* text : {&finding.hint, &finding.value, &finding.reason}) text->clear();
    }
    leave_person_out(finding);
    for (std::string* text : {&finding.message, &finding.place.file, &finding.hint, &finding.subject,
                              &finding.value, &finding.reason, &finding.who})
      *text = redacted(rules, *text);
    left.add(std::move(finding));
  }
  return left;
}

}  // namespace kvali
