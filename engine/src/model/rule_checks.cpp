#include <fmt/format.h>

#include <algorithm>

#include "model/indicator_checks.hpp"
#include "model/indicator_findings.hpp"

namespace kvali {

namespace {

bool says(const Table& table, std::string_view column, std::size_t row) {
  return !is_missing(table.scalar(column, row));
}

/// A column that nobody mapped leaves every indicator to the usual: that is worth one line, not one each.
void check_definition(const Table& table, const std::vector<IndicatorRule>& rules,
                      IndicatorFindings& findings) {
  for (const char* field : {"direction", "measure"}) {
    if (rules.empty() || table.find(field) == nullptr) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (says(table, field, row)) continue;
      FindingKey key = about(rules[row]);
      key.subject += std::string(";field=") + field;
      findings.add_at_last(
          {"I-03", Severity::error, fmt::format("indicator {} has no {}", rules[row].id, field),
           std::move(key),
           field == std::string_view("measure")
               ? "write unit, percent, ratio, currency, ordinal, qualitative or milestone; unit is taken"
               : "write up, down or none; up is taken"},
          rules[row].baseline.evidence);
    }
  }
}

void check_baseline(const IndicatorRule& rule, IndicatorFindings& findings) {
  const bool words = rule.measure == "qualitative" || rule.measure == "milestone";
  if (rule.baseline.value || words || rule.direction == "none") return;
  const bool down = rule.direction == "down";
  if (rule.counts_up() && !down) return;  // It begins at nothing.
  findings.add_at_last({"I-02", down ? Severity::error : Severity::warning,
                        fmt::format("indicator {} has no baseline", rule.id), about(rule),
                        down ? "enter it; where less is better, achievement counts from the baseline"
                             : "enter the value from before the project, 0 included"},
                       rule.baseline.evidence);
}

void check_averages(const IndicatorRule& rule, IndicatorFindings& findings) {
  if (rule.measure != "percent" || (rule.agg_time != "avg" && rule.agg_space != "avg")) return;
  findings.add_at_last({"I-18", Severity::warning,
                        fmt::format("indicator {} is a percentage, and percentages are averaged", rule.id),
                        about(rule), "give numerators and denominators, and write ratio instead of avg"},
                       rule.baseline.evidence);
}

const IndicatorFigures* find(const Figures& figures, const std::string& id) {
  const auto it = std::find_if(figures.indicators.begin(), figures.indicators.end(),
                               [&](const IndicatorFigures& one) { return one.rule.id == id; });
  return it == figures.indicators.end() ? nullptr : &*it;
}

}  // namespace

void check_rules(const Table& indicators, const std::vector<IndicatorRule>& rules, const Evidence& evidence,
                 Diagnostics& diagnostics) {
  IndicatorFindings findings(evidence, diagnostics);
  check_definition(indicators, rules, findings);
  for (const IndicatorRule& rule : rules) {
    check_baseline(rule, findings);
    check_averages(rule, findings);
  }
}

void check_unique(const Figures& figures, const Evidence& evidence, const Frame& frame,
                  Diagnostics& diagnostics) {
  IndicatorFindings findings(evidence, diagnostics);
  for (const IndicatorFigures& unique : figures.indicators) {
    if (unique.rule.unique_of.empty()) continue;
    const IndicatorFigures* reached = find(figures, unique.rule.unique_of);
    if (reached == nullptr) continue;  // The merge has told of it.
    const auto compare = [&](const Quantity& few, const Quantity& many, const std::string& when) {
      if (!few.value || !many.value || *few.value <= *many.value) return;
      FindingKey key =
          about(unique.rule, frame.period, few.value->to_string() + " / " + many.value->to_string());
      if (when != "in") key.subject += ";to_date";
      findings.add_at_last(
          {"I-16", Severity::error,
           fmt::format("{} different persons of indicator {} are more than the {} of indicator {}, {} {}",
                       few.value->to_string(), unique.rule.id, many.value->to_string(), reached->rule.id,
                       when, period_text(frame.period)),
           std::move(key), "who is counted once was counted at least once; correct one of them"},
          few.evidence);
    };
    compare(unique.period_actual, reached->period_actual, "in");
    compare(unique.to_date, reached->to_date, "up to the end of");
  }
}

}  // namespace kvali
