#include "model/indicator_checks.hpp"

#include "catch.hpp"
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

Computed compute(ModelFacts facts, const Frame& frame) {
  Computed computed;
  computed.figures = compute_figures(facts.merged(), frame, computed.findings);
  return computed;
}

ModelFacts defined(const Texts& fields, const std::vector<std::string>& cells) {
  ModelFacts facts;
  facts.with("indicator", fields, {cells}).with("target", target, {{"i", "LOP", "900"}});
  return facts;
}

ModelFacts plain() {
  return defined({"indicator_id"}, {"i"});
}

std::string message_of(const Computed& computed, const char* id) {
  const Diagnostic* found = finding_of(computed.findings, id);
  return found != nullptr ? found->message : "";
}

}  // namespace

TEST_CASE("I-22: rows of one indicator in two units", "[model]") {
  const Texts with_unit{"indicator", "period", "value", "unit"};
  ModelFacts facts = defined({"indicator_id", "unit@en", "unit@ka"}, {"i", "km", "კმ"});
  const auto told = [&](const char* unit) {
    ModelFacts more = facts;
    more.with("observation", with_unit,
              {{"i", "2020-10", "3", "km"}, {"i", "2020-11", "4", "~"}, {"i", "2020-12", "5", unit}});
    return message_of(compute(more, frame_of("2020-12")), "I-22");
  };
  CHECK(told("m") == "indicator i: the unit is 'km' in 2020-10 and 'm' in 2020-12");
  CHECK(told("KM").empty());
  CHECK(told("კმ").empty());
}

TEST_CASE("I-02: where less is better nothing can be computed without a baseline", "[model]") {
  const Computed down = compute(defined({"indicator_id", "direction"}, {"i", "down"})
                                    .with("observation", values, {{"i", "2020-10", "5"}}),
                                frame_of("2020-10"));
  REQUIRE(ids_of(down.findings) == Texts{"I-02"});
  CHECK(down.findings.all()[0].severity == Severity::error);
  CHECK(down[0].why_no_share == "no_baseline");
  const Computed mean = compute(defined({"indicator_id", "agg_time"}, {"i", "avg"})
                                    .with("observation", values, {{"i", "2020-10", "5"}}),
                                frame_of("2020-10"));
  REQUIRE(ids_of(mean.findings) == Texts{"I-02"});
  CHECK(mean.findings.all()[0].severity == Severity::warning);
}

TEST_CASE("I-03: an indicator without direction in a table that has the column", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "direction"}, {{"i", "~"}, {"k", "up"}})
      .with("target", target, {{"i", "LOP", "900"}, {"k", "LOP", "900"}})
      .with("observation", values, {{"i", "2020-10", "5"}, {"k", "2020-10", "5"}});
  CHECK(message_of(compute(facts, frame_of("2020-10")), "I-03") == "indicator i has no direction");
}

TEST_CASE("I-06: people whom nobody divided, and people of unknown group", "[model]") {
  const Texts fields{"indicator", "period", "reporter_org", "disagg", "value"};
  const Computed partly = compute(plain().with("observation", fields,
                                               {{"i", "2020-10", "a", "sex=f", "6"},
                                                {"i", "2020-10", "a", "sex=m", "4"},
                                                {"i", "2020-10", "b", "~", "5"}}),
                                  frame_of("2020-10"));
  CHECK(shown(partly[0].period_actual) == "15");
  CHECK(message_of(partly, "I-06") == "indicator i in 2020-10: sex is not reported for 5 of 15");
  const Computed unknown =
      compute(plain().with("observation", fields,
                           {{"i", "2020-10", "a", "sex=f", "6"}, {"i", "2020-10", "a", "sex=u", "4"}}),
              frame_of("2020-10"));
  CHECK(message_of(unknown, "I-06") == "indicator i in 2020-10: sex is unknown for 4 of 10");
}

TEST_CASE("I-06: nobody of the period is divided, and others usually are", "[model]") {
  const Texts fields{"indicator", "period", "disagg", "value"};
  const auto december = [&](const ModelFacts::Rows& earlier) {
    ModelFacts facts = plain();
    ModelFacts::Rows rows = earlier;
    rows.push_back({"i", "2020-12", "~", "15"});
    return message_of(compute(facts.with("observation", fields, rows), frame_of("2020-12")), "I-06");
  };
  const ModelFacts::Rows divided{{"i", "2020-10", "sex=f", "6"}, {"i", "2020-10", "sex=m", "4"}};
  CHECK(december(divided) == "indicator i in 2020-12: sex is not reported for 15 of 15");
  ModelFacts::Rows once = divided;
  once.push_back({"i", "2020-11", "~", "3"});
  CHECK_FALSE(december(once).empty());
  once.push_back({"i", "2020-09", "~", "3"});
  CHECK(december(once).empty());
  CHECK(december({{"i", "2020-10", "~", "3"}}).empty());
}

TEST_CASE("I-04: without the cumulative value before the period nobody knows what is new in it", "[model]") {
  const Texts fields{"indicator", "period", "value", "note"};
  const auto with = [&](const ModelFacts::Rows& rows, const char* period) {
    return compute(
        defined({"indicator_id", "value_kind"}, {"i", "cumulative"}).with("observation", fields, rows),
        frame_of(period));
  };
  const Computed gap = with({{"i", "2020-10", "10", "~"}, {"i", "2020-12", "55", "~"}}, "2020-12");
  CHECK_FALSE(gap[0].period_actual.value);
  CHECK(shown(gap[0].to_date) == "55");
  CHECK(gap[0].gap_before == parse_period("2020-11"));
  CHECK(ids_of(gap.findings) == Texts{"I-04"});
  CHECK(message_of(gap, "I-04") ==
        "indicator i has no value for 2020-11; what is new in 2020-12 cannot be told without it");
  CHECK(gap.findings.all()[0].subject == "indicator=i;period=2020-11");
  // A note says why, and no value of the period at all is I-04 for the period itself.
  CHECK(with({{"i", "2020-10", "10", "~"}, {"i", "2020-11", "~", "strike"}, {"i", "2020-12", "55", "~"}},
             "2020-12")
            .findings.all()
            .empty());
  CHECK(message_of(with({{"i", "2020-10", "10", "~"}}, "2020-12"), "I-04") ==
        "indicator i has no value for 2020-12");
  CHECK_FALSE(with({{"i", "2020-11", "10", "~"}, {"i", "2020-12", "55", "~"}}, "2020-12")[0].gap_before);
}

TEST_CASE("I-11: what wants a word is set by the report", "[model]") {
  const auto ids = [](int band) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("target", target, {{"i", "2020-10", "100"}})
        .with("observation", values, {{"i", "2020-10", "85"}});
    Frame frame = frame_of("2020-10");
    frame.band_percent = band;
    return ids_of(compute(facts, frame).findings);
  };
  CHECK(ids(10) == Texts{"I-11"});
  CHECK(ids(15).empty());
}

TEST_CASE("I-11: a quarter's target is compared when the quarter ends, not before", "[model]") {
  const auto in = [](const char* period) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("target", target, {{"i", "2020-Q4", "90"}, {"i", "LOP", "900"}})
        .with("observation", values,
              {{"i", "2020-10", "20"}, {"i", "2020-11", "20"}, {"i", "2020-12", "20"}});
    return compute(facts, frame_of(period));
  };
  CHECK(ids_of(in("2020-11").findings) == Texts{"I-26"});
  const Computed december = in("2020-12");
  CHECK(ids_of(december.findings) == Texts{"I-11"});
  CHECK(shown(december[0].due_actual) == "60");
  CHECK(shown(december[0].due_target) == "90");
}

TEST_CASE("without a target that falls due, progress is held against the time that has passed", "[model]") {
  const Computed computed = compute(plain().with("observation", values, {{"i", "2020-10", "33"}}),
                                    frame_of("2020-10", "2020-10-01", "2022-12-31"));
  CHECK(shown(computed[0].share) == "0.037");
  CHECK(computed[0].elapsed->round_half_up(3).to_string() == "0.038");
  CHECK(computed[0].status_key == "on_track");
  CHECK(ids_of(computed.findings).empty());
}

TEST_CASE("I-12: values that equal their targets three times in a row", "[model]") {
  const auto ids = [](const char* december) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("target", target, {{"i", "2020-10", "40"}, {"i", "2020-11", "40"}, {"i", "2020-12", "40"}})
        .with("observation", values,
              {{"i", "2020-10", "40"}, {"i", "2020-11", "40"}, {"i", "2020-12", december}});
    return ids_of(compute(facts, frame_of("2020-12")).findings);
  };
  CHECK(ids("40") == Texts{"I-12"});
  CHECK(ids("41").empty());
}

TEST_CASE("I-13: a digit too many", "[model]") {
  const Computed computed = compute(plain().with("observation", values,
                                                 {{"i", "2020-10", "50"},
                                                  {"i", "2020-11", "60"},
                                                  {"i", "2020-12", "55"},
                                                  {"i", "2021-01", "52"},
                                                  {"i", "2021-02", "58"},
                                                  {"i", "2021-03", "5500"}}),
                                    frame_of("2021-03"));
  CHECK(message_of(computed, "I-13") == "indicator i in 2021-03: 5500 is more than 5 times the median of 58");
}

TEST_CASE("I-16: different persons are not more than persons", "[model]") {
  ModelFacts facts;
  facts
      .with("indicator", {"indicator_id", "agg_time", "unique_of"},
            {{"reached", "sum", "~"}, {"unique", "distinct", "reached"}})
      .with("target", target, {{"reached", "LOP", "900"}, {"unique", "LOP", "900"}})
      .with("observation", values, {{"reached", "2020-10", "40"}, {"unique", "2020-10", "44"}});
  CHECK(message_of(compute(facts, frame_of("2020-10")), "I-16") ==
        "44 different persons of indicator unique are more than the 40 of indicator reached, in 2020-10");
}

TEST_CASE("I-18: a percentage beside numerator and denominator that make another", "[model]") {
  const Computed computed = compute(defined({"indicator_id", "measure", "baseline"}, {"i", "percent", "0"})
                                        .with("observation", {"indicator", "period", "value", "num", "den"},
                                              {{"i", "2020-10", "42.5", "35", "90"}}),
                                    frame_of("2020-10"));
  CHECK(message_of(computed, "I-18") == "indicator i in 2020-10: the record says 42.5%, 35 of 90 is 38.9%");
  CHECK(computed[0].period_actual.value->round_half_up(1).to_string() == "38.9");
}

TEST_CASE("I-19: partners that may overlap count once in each place, as at least", "[model]") {
  const Computed computed =
      compute(defined({"indicator_id", "overlap"}, {"i", "possible"})
                  .with("observation", {"indicator", "period", "loc", "reporter_org", "value"},
                        {{"i", "2020-10", "batumi", "a", "3"},
                         {"i", "2020-10", "batumi", "b", "4"},
                         {"i", "2020-10", "poti", "a", "10"}}),
              frame_of("2020-10"));
  CHECK(shown(computed[0].period_actual) == "14");
  CHECK(computed[0].period_actual.at_least);
  CHECK(ids_of(computed.findings) == Texts{"I-19"});
}

TEST_CASE("I-22: fractions beside percentages", "[model]") {
  const Computed computed =
      compute(defined({"indicator_id", "measure", "baseline"}, {"i", "percent", "0"})
                  .with("observation", values, {{"i", "2020-10", "0.45"}, {"i", "2020-11", "47"}}),
              frame_of("2020-11"));
  CHECK(ids_of(computed.findings) == Texts{"I-22"});
}

TEST_CASE("I-23: a value of two periods is left out, and told", "[model]") {
  const auto facts = plain().with("observation", values, {{"i", "2020-10-15..2020-11-14", "7"}});
  Frame frame = frame_of("2020-11");
  const Computed left_out = compute(facts, frame);
  CHECK(shown(left_out[0].period_actual) == "<not_recorded>");
  CHECK(ids_of(left_out.findings) == Texts{"I-23"});
  frame.by_end_date = true;
  CHECK(shown(compute(facts, frame)[0].period_actual) == "7");
}

TEST_CASE("I-11: where nothing was planned, anything else wants an explanation", "[model]") {
  const auto with = [](const char* value) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("target", target, {{"i", "2020-12", "0"}, {"i", "LOP", "9"}})
        .with("observation", values, {{"i", "2020-12", value}});
    return compute(facts, frame_of("2020-12", "2020-12-01"));
  };
  const Computed some = with("3");
  REQUIRE(ids_of(some.findings) == Texts{"I-11"});
  CHECK(some.findings.all()[0].message ==
        "indicator i has 3 for 2020-12, where its target is 0, without an explanation");
  CHECK(some[0].off_target);
  CHECK(ids_of(with("0").findings).empty());
}

TEST_CASE("I-23: a quarter's value in a report on one of its months", "[model]") {
  const auto with = [](const char* frequency) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "frequency"}, {{"i", frequency}})
        .with("target", target, {{"i", "LOP", "900"}})
        .with("observation", values, {{"i", "2020-Q4", "50"}});
    return compute(facts, frame_of("2020-12"));
  };
  const Computed month = with("month");
  REQUIRE(finding_of(month.findings, "I-23") != nullptr);
  CHECK(finding_of(month.findings, "I-23")->message ==
        "indicator i: the value for 2020-Q4 is of more than 2020-12 and is left out of it");
  CHECK(finding_of(with("quarter").findings, "I-23") == nullptr);
}

TEST_CASE("I-23: a year may be the donor's, where values are said to be yearly", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "frequency"}, {{"i", "year"}})
      .with("target", target, {{"i", "LOP", "900"}})
      .with("observation", values, {{"i", "2020-10-01..2021-09-30", "50"}});
  Frame frame = frame_of("2020-12");
  CHECK(finding_of(compute(facts, frame).findings, "I-23") != nullptr);
  frame.fiscal = {10, 1};
  CHECK(finding_of(compute(facts, frame).findings, "I-23") == nullptr);
}
