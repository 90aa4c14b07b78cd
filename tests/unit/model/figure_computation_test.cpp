#include "model/figure_computation.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;

namespace {

Reported report(int month, std::int64_t value) {
  Reported one;
  one.period = *parse_period("2025-" + std::string(month < 10 ? "0" : "") + std::to_string(month));
  one.value = Decimal(value);
  return one;
}

Computation to_date(const IndicatorRule& rule, const Reports& reports) {
  return computation_to_date(rule, reports, *make_date(2025, 12, 31), {});
}

/// "sum of 3: 2025-10 40, 2025-11 12, ..."
std::string told(const Computation& computation) {
  std::string out = computation.rule + " of " + std::to_string(computation.count) + ":";
  for (const Operand& operand : computation.operands)
    out += " " + operand.name + " " + canonical_text(operand.value);
  return out;
}

}  // namespace

TEST_CASE("how a figure was computed names the values that count", "[model]") {
  IndicatorRule rule;
  const Reports reports{report(10, 40), report(11, 12), report(12, 30)};
  CHECK(told(to_date(rule, reports)) == "sum of 3: 2025-10 40 2025-11 12 2025-12 30");
  CHECK(told(computation_in(rule, reports, *parse_period("2025-11"))) == "recorded of 1: 2025-11 12");
  rule.agg_time = "latest";
  CHECK(told(to_date(rule, reports)) == "latest of 1: 2025-12 30");
  rule.agg_time = "max";
  CHECK(told(to_date(rule, reports)) == "max of 3: 2025-10 40 2025-11 12 2025-12 30");
}

TEST_CASE("a quarter that covers its months is the one value that counts", "[model]") {
  Reported quarter = report(10, 82);
  quarter.period = *parse_period("2025-Q4");
  CHECK(told(to_date({}, {report(10, 40), report(11, 12), quarter})) == "recorded of 1: 2025-Q4 82");
}

TEST_CASE("a percentage is computed from the sums of its parts", "[model]") {
  IndicatorRule rule;
  rule.agg_time = "ratio";
  rule.measure = "percent";
  Reported october = report(10, 0);
  october.value.reset();
  october.num = Decimal(10);
  october.den = Decimal(20);
  Reported november = october;
  november.period = *parse_period("2025-11");
  november.num = Decimal(30);
  november.den = Decimal(40);
  CHECK(told(to_date(rule, {october, november})) == "percentage of 2: num 40 den 60");
}

TEST_CASE("cumulative values grow from one report to the next", "[model]") {
  IndicatorRule rule;
  rule.cumulative = true;
  const Reports reports{report(11, 139), report(12, 165)};
  CHECK(told(computation_in(rule, reports, *parse_period("2025-12"))) ==
        "difference of 2: 2025-12 165 2025-11 139");
  CHECK(told(to_date(rule, reports)) == "latest of 1: 2025-12 165");
}

TEST_CASE("persons are counted, not their records; without all their ids there is no such count", "[model]") {
  IndicatorRule rule;
  rule.agg_time = "distinct";
  rule.agg_space = "none";
  Reported october = report(10, 2);
  october.persons = {1, 2};
  october.evidence = {1, 2, 3, 4, 5};
  Reported november = report(11, 2);
  november.persons = {2, 3};
  november.evidence = {6, 7};
  CHECK(told(to_date(rule, {october})) == "distinct of 2:");
  CHECK(told(to_date(rule, {october, november})) == "distinct of 3:");
  Reported by_sex = report(12, 21);
  by_sex.evidence = {8, 9};
  CHECK(told(to_date(rule, {by_sex})) == "recorded_sum of 2:");
  CHECK(told(to_date(rule, {october, by_sex})) == " of 0:");
}

TEST_CASE("a deviation is computed from what fell due, not from the target of the month", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", {"indicator", "scope", "value"}, {{"i", "2020-Q4", "90"}, {"i", "LOP", "900"}})
      .with("observation", {"indicator", "period", "value"},
            {{"i", "2020-10", "20"}, {"i", "2020-11", "20"}, {"i", "2020-12", "32"}});
  const Workspace& merged = facts.merged();
  const Frame frame = frame_of("2020-12");
  Diagnostics findings;
  const Figures figures = compute_figures(facts.workspace, frame, findings);
  CHECK(shown(figures.indicators.at(0).deviation) == "-0.2");
  const Finance no_money;
  const FigureFacts from{merged, figures, no_money, frame, remembered_reports(figures, merged.evidence)};
  Table results("results");
  results.add("indicator", Type::text).append("i");
  const auto how = [&](const char* column) { return told(computation_of(from, results, 0, column)); };
  CHECK(how("deviation") == "deviation of 2: actual 72 target 90");
  CHECK(how("due_actual") == "sum of 3: 2020-10 20 2020-11 20 2020-12 32");
  CHECK(how("year_to_date") == how("due_actual"));
  CHECK(how("previous_actual") == "recorded of 1: 2020-11 20");
  CHECK(how("due_target") == "recorded of 1:");
}

TEST_CASE("values laid together from several partners are counted", "[model]") {
  Reported laid = report(12, 47);
  laid.evidence = {1, 2, 3, 4, 5, 6};
  CHECK(told(computation_in({}, {laid}, *parse_period("2025-12"))) == "recorded_sum of 6:");
}
