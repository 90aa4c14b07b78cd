#include "cli/finding_docs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/json_line.hpp"
#include "locale/catalogue.hpp"
#include "locale/finding_words.hpp"
#include "review/answers.hpp"

namespace kvali {

namespace {

/// The id as it is written, whatever the case in which it was asked for.
std::string id_called(const std::string& asked) {
  const std::vector<std::string> ids = FindingWords::ids();
  const std::string id = to_upper(asked);
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) return id;
  const auto meant = nearest(id, ids);
  throw UsageError("--explain: no finding is called '" + asked + "'",
                   meant ? "did you mean '" + *meant + "'?" : "kvali check --explain lists all of them");
}

bool may_stand(const std::string& id, const std::vector<Severity>& severities) {
  return std::all_of(severities.begin(), severities.end(), [&](Severity severity) {
    Diagnostic finding;
    finding.id = id;
    finding.severity = severity;
    return can_stand(finding);
  });
}

/// Whether somebody may let it stand, as a sentence of the catalogue.
std::string_view what_stands(bool stands, const std::vector<Severity>& severities) {
  if (severities == std::vector<Severity>{Severity::info}) return "explain.for_knowledge";
  return stands ? "explain.may_stand" : "explain.must_be_mended";
}

}  // namespace

void explain_finding(const std::string& asked, const std::string& lang, bool json) {
  const std::string id = id_called(asked);
  const Locale locale(lang);
  const Catalogue words(locale);
  const FindingWords told(locale);
  const std::vector<Severity> severities = told.severities(id);
  std::string shown;
  for (const Severity severity : severities)
    shown += (shown.empty() ? "" : ", ") + (json ? std::string(name_of(severity))
                                                 : words.text("terminal." + std::string(name_of(severity))));
  const bool stands = may_stand(id, severities);
  if (json)
    std::cout << json_line({{"id", id},
                            {"title", told.title(id)},
                            {"severity", shown},
                            {"may_stand", stands ? "true" : "false"},
                            {"meaning", told.meaning(id)},
                            {"cure", told.cure(id)}});
  else
    std::cout << fmt::format("{} ({})  {}\n\n{}\n\n{} {}\n\n{}\n", id, shown, told.title(id),
                             told.meaning(id), words.text("explain.what_to_do"), told.cure(id),
                             words.text(what_stands(stands, severities)));
}

void list_findings(const std::string& lang, bool json) {
  const Locale locale(lang);
  const FindingWords told(locale);
  for (const std::string& id : FindingWords::ids())
    std::cout << (json ? json_line({{"id", id}, {"title", told.title(id)}})
                       : fmt::format("{:8}{}\n", id, told.title(id)));
}

}  // namespace kvali
