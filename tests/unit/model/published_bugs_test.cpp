// Bugs that other systems have published (domain.md, section 2): none of them may come back here.
#include "catch.hpp"
#include "model/across_time.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts values{"indicator", "period", "value"};
const Texts target{"indicator", "scope", "value"};

struct Computed {
  Figures figures;
  Diagnostics findings;
  const IndicatorFigures& operator[](std::size_t i) const { return figures.indicators.at(i); }
};

Computed compute(ModelFacts facts, const char* period, const char* start = "2020-10-01") {
  Computed computed;
  computed.figures = compute_figures(facts.merged(), frame_of(period, start), computed.findings);
  return computed;
}

ModelFacts cumulative_indicator() {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "value_kind"}, {{"i", "cumulative"}})
      .with("target", target, {{"i", "LOP", "90"}});
  return facts;
}

ModelFacts percentage() {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure"}, {{"i", "percent"}})
      .with("target", target, {{"i", "LOP", "90"}});
  return facts;
}

std::string in(const Computed& computed, const char* period) {
  Evidence evidence;
  const IndicatorFigures& one = computed[0];
  return shown(value_in(one.rule, computed.figures.totals.at("i"), parse_period(period).value(),
                        parse_iso_date("2020-10-01"), evidence));
}

}  // namespace

TEST_CASE("the total of a cumulative indicator is its last value, not the sum (akvo-rsr 5211)", "[model]") {
  const Computed computed = compute(
      cumulative_indicator().with("observation", values,
                                  {{"i", "2020-10", "10"}, {"i", "2020-11", "25"}, {"i", "2020-12", "40"}}),
      "2020-12");
  CHECK(shown(computed[0].to_date) == "40");
  CHECK(shown(computed[0].period_actual) == "15");
  CHECK(in(computed, "2020-Q4") == "40");
}

TEST_CASE(
    "a cumulative total is the last period that has a value, not the empty one after it (akvo-rsr 5211)",
    "[model]") {
  const Computed computed = compute(
      cumulative_indicator().with("observation", values, {{"i", "2020-10", "10"}, {"i", "2020-11", "25"}}),
      "2020-12");
  CHECK(shown(computed[0].to_date) == "25");
  CHECK(shown(computed[0].period_actual) == "<not_recorded>");
}

TEST_CASE("the total of a programme does not decrease because a place was late (akvo-rsr 5212)", "[model]") {
  const auto in_period = [](const char* period) {
    return shown(compute(cumulative_indicator().with("observation", {"indicator", "period", "loc", "value"},
                                                     {{"i", "2020-10", "batumi", "30"},
                                                      {"i", "2020-10", "poti", "20"},
                                                      {"i", "2020-11", "batumi", "35"}}),
                         period)[0]
                     .to_date);
  };
  CHECK(in_period("2020-10") == "50");
  CHECK(in_period("2020-11") == "55");
}

TEST_CASE("a cumulative total does not decrease from one period to the next (akvo-rsr 5212)", "[model]") {
  const auto facts =
      cumulative_indicator().with("observation", values, {{"i", "2020-10", "10"}, {"i", "2020-12", "40"}});
  CHECK(shown(compute(facts, "2020-10")[0].to_date) == "10");
  CHECK(shown(compute(facts, "2020-11")[0].to_date) == "10");
  CHECK(shown(compute(facts, "2020-12")[0].to_date) == "40");
}

TEST_CASE("a late correction of period 1 does not become the value of period 3 (akvo-rsr 5241)", "[model]") {
  const Computed corrected = compute(
      cumulative_indicator().with("observation", values,
                                  {{"i", "2020-10", "12"}, {"i", "2020-11", "25"}, {"i", "2020-12", "40"}}),
      "2020-12");
  CHECK(shown(corrected[0].to_date) == "40");
  CHECK(in(corrected, "2020-10") == "12");
  CHECK(in(corrected, "2020-11") == "13");
  CHECK(in(corrected, "2020-12") == "15");
}

TEST_CASE("achievement is neither capped at 100 % nor lifted to it (percent_accomplishment_100)", "[model]") {
  const auto achieved = [](const char* actual) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("target", target, {{"i", "LOP", "100"}})
        .with("observation", values, {{"i", "2020-10", actual}});
    return shown(compute(facts, "2020-10")[0].share);
  };
  CHECK(achieved("50") == "0.5");
  CHECK(achieved("150") == "1.5");
}

TEST_CASE("achievement knows the baseline, and that less is better (percent_accomplishment)", "[model]") {
  ModelFacts facts;
  facts
      .with("indicator", {"indicator_id", "direction", "agg_time", "baseline"},
            {{"down", "down", "latest", "400"}, {"up", "up", "latest", "20"}})
      .with("target", target, {{"down", "LOP", "200"}, {"up", "LOP", "50"}})
      .with("observation", values, {{"down", "2020-10", "300"}, {"up", "2020-10", "41"}});
  const Computed computed = compute(facts, "2020-10");
  CHECK(shown(computed[0].share) == "0.5");
  CHECK(shown(computed[1].share) == "0.82");
  CHECK(shown(computed[1].adjusted) == "0.7");
}

TEST_CASE("the target of a quarter is not counted beside the targets of its months", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", target,
            {{"i", "2020-10", "10"},
             {"i", "2020-11", "10"},
             {"i", "2020-12", "10"},
             {"i", "2020-Q4", "30"},
             {"i", "2021-01", "10"}})
      .with("observation", values, {{"i", "2020-12", "10"}});
  CHECK(shown(compute(facts, "2020-Q4")[0].period_target) == "30");
  const Computed january = compute(facts, "2021-01");
  CHECK(shown(january[0].target_to_date) == "40");
  CHECK(shown(january[0].period_target) == "10");
}

TEST_CASE("the value of a quarter is not counted beside the values of its months", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", target, {{"i", "LOP", "90"}})
      .with("observation", values,
            {{"i", "2020-10", "1"}, {"i", "2020-11", "3"}, {"i", "2020-12", "5"}, {"i", "2020-Q4", "9"}});
  CHECK(shown(compute(facts, "2020-Q4")[0].to_date) == "9");
}

TEST_CASE("percentages are never averaged over time: 30 of 40 and 5 of 50 are 38.9 %", "[model]") {
  const Computed computed =
      compute(percentage().with("observation", {"indicator", "period", "num", "den"},
                                {{"i", "2020-10", "30", "40"}, {"i", "2020-11", "5", "50"}}),
              "2020-Q4");
  CHECK(computed[0].period_actual.value->round_half_up(1).to_string() == "38.9");
  CHECK(computed[0].to_date.value->round_half_up(1).to_string() == "38.9");
}

TEST_CASE("percentages are never averaged across partners: 30 of 40 and 5 of 50 are 38.9 %", "[model]") {
  const Computed computed =
      compute(percentage().with("observation", {"indicator", "period", "reporter_org", "num", "den"},
                                {{"i", "2020-10", "a", "30", "40"}, {"i", "2020-10", "b", "5", "50"}}),
              "2020-10");
  CHECK(computed[0].period_actual.value->round_half_up(1).to_string() == "38.9");
}

TEST_CASE("percentages are never averaged over groups: 30 of 40 and 5 of 50 are 38.9 %", "[model]") {
  const Computed computed = compute(
      percentage().with("observation", {"indicator", "period", "disagg", "num", "den"},
                        {{"i", "2020-10", "sex=f", "30", "40"}, {"i", "2020-10", "sex=m", "5", "50"}}),
      "2020-10");
  CHECK(computed[0].period_actual.value->round_half_up(1).to_string() == "38.9");
}

TEST_CASE("a sum of the parts that is not what was achieved is told (TolaActivity 667)", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", target, {{"i", "LOP", "90"}})
      .with("observation", {"indicator", "period", "disagg", "value"},
            {{"i", "2020-10", "~", "8"}, {"i", "2020-10", "sex=f", "3"}, {"i", "2020-10", "sex=m", "4"}});
  const Computed computed = compute(facts, "2020-10");
  CHECK(ids_of(computed.findings) == Texts{"I-05"});
  CHECK(shown(computed[0].period_actual) == "8");
}

TEST_CASE("a month that nobody reported is missing in the sum, not zero", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", target, {{"i", "LOP", "90"}})
      .with("observation", values, {{"i", "2020-10", "1"}, {"i", "2020-12", "2"}});
  const Computed computed = compute(facts, "2020-Q4");
  CHECK(shown(computed[0].period_actual) == "3");
  CHECK(computed[0].of_period.reported == 2);
  CHECK(computed[0].of_period.expected == 3);
}

TEST_CASE("an actual of a short period is held against the long target period around it", "[model]") {
  // A published file has every target in a period 2006 to 2016 and every actual in one of 2016.
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("target", target, {{"i", "2006-01-01..2016-12-31", "58.03"}})
      .with("observation", values, {{"i", "2016", "56"}});
  const Computed computed = compute(facts, "2016", "2006-01-01");
  CHECK(shown(computed[0].due_target) == "58.03");
  CHECK(shown(computed[0].due_actual) == "56");
  CHECK(shown(computed[0].deviation) == "-0.035");
  CHECK(computed[0].status_key == "on_track");
}
