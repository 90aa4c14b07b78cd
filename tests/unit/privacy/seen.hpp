// What a reader of a copy gets to see of facts.
#pragma once

#include <algorithm>

#include "model/report_tables.hpp"
#include "model_facts.hpp"
#include "privacy/protect.hpp"

namespace kvali {

using Texts = std::vector<std::string>;

inline constexpr auto donor = PrivacyPolicy::Audience::donor;
inline constexpr auto everybody = PrivacyPolicy::Audience::everybody;

/// What a reader of one audience gets to see.
struct Seen : Mapped {
  Protection protection;
  std::vector<WithheldValue> withheld;

  [[nodiscard]] Texts slices(const std::string& table = "disaggregation") const {
    return rows(table, {table == "places" ? "place" : "category", "period_actual", "to_date"});
  }
  [[nodiscard]] bool found(const std::string& id, Severity severity) const {
    return std::any_of(findings.all().begin(), findings.all().end(),
                       [&](const Diagnostic& d) { return d.id == id && d.severity == severity; });
  }
};

inline Seen seen_by(PrivacyPolicy::Audience audience, ModelFacts facts, const PublishedCounts& published = {},
                    std::set<std::string, std::less<>> printed = {"disaggregation", "crossed", "places",
                                                                  "meetings", "period_actual", "to_date",
                                                                  "female", "male", "unknown", "att_total"}) {
  static const Locale english("en");
  Seen seen;
  Workspace& merged = facts.merged();
  const Frame frame = frame_of("2020-11");
  const Figures figures = compute_figures(merged, frame, facts.findings);
  const Catalogue words(english);
  seen.workspace = report_tables(merged, figures, frame, words, facts.findings, facts.findings);
  PrivacyPolicy policy;
  policy.audience = audience;
  seen.protection =
      protect({seen.workspace, merged, figures, frame, published, printed}, policy, seen.findings);
  seen.withheld = withhold(seen.protection, merged, facts.findings, seen.workspace);
  return seen;
}

inline ModelFacts counted(const ModelFacts::Rows& rows, const std::string& persons = "yes",
                          const std::string& sensitive = "no") {
  ModelFacts facts;
  return facts.with("indicator", {"indicator_id", "persons", "sensitive"}, {{"i", persons, sensitive}})
      .with("observation", {"indicator", "period", "disagg", "value"}, rows);
}

}  // namespace kvali
