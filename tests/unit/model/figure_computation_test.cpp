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

TEST_CASE("values laid together from several partners are counted", "[model]") {
  Reported laid = report(12, 47);
  laid.evidence = {1, 2, 3, 4, 5, 6};
  CHECK(told(computation_in({}, {laid}, *parse_period("2025-12"))) == "recorded_sum of 6:");
}
