#pragma once

#include "catch.hpp"
#include "model/finance.hpp"
#include "model_facts.hpp"

namespace kvali {

using Texts = std::vector<std::string>;

inline const Texts budget{"line_id", "code", "heading@en", "amount"};
inline const Texts ledger{"line", "date", "amount", "currency", "kind", "doc_no"};

struct Books {
  Finance finance;
  Diagnostics findings;
  Evidence evidence;

  [[nodiscard]] const FinanceLine& line(const std::string& id) const {
    for (const FinanceLine& line : finance.lines)
      if (line.id == id) return line;
    FAIL("no line " << id);
    return finance.lines.front();
  }
  [[nodiscard]] std::string told(const char* id) const {
    const Diagnostic* finding = finding_of(findings, id);
    return finding != nullptr ? finding->message : "";
  }
};

inline Books books(ModelFacts facts, const Frame& frame, const MoneyRules& rules = in_euros()) {
  Books result;
  Workspace& merged = facts.merged();
  CHECK(short_texts(facts.findings).empty());
  result.finance = compute_finance(merged, frame, rules, result.findings);
  result.evidence = merged.evidence;
  return result;
}

inline ModelFacts two_lines() {
  ModelFacts facts;
  return facts.with(
      "budget_line", budget,
      {{"s", "1.1", "Staff", "1000"}, {"t", "1.2", "Staff", "500"}, {"v", "2.1", "Travel", "100"}});
}

/// A year that is half over at the end of June, so that half spent is no finding.
inline Frame june() {
  return frame_of("2020-06", "2020-01-01", "2020-12-31");
}

}  // namespace kvali
