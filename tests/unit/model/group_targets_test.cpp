#include "catch.hpp"
#include "computed_figures.hpp"

using namespace kvali;
using Rows = ModelFacts::Rows;

namespace {

Computed with_targets(const Rows& targets, const char* measure = "unit") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure"}, {{"i", measure}})
      .with("observation", {"indicator", "period", "disagg", "value"},
            {{"i", "2020-12", "sex=f", "5"}, {"i", "2020-12", "sex=m", "6"}, {"i", "2020-12", "sex=u", "1"}})
      .with("target", {"indicator", "scope", "disagg", "value"}, targets);
  return compute(facts, frame_of("2020-12"));
}

std::string target_of(const Computed& computed, const std::string& name) {
  for (const PartFigures& part : computed[0].parts)
    if (part.slice.size() == 1 && part.slice.front().name == name)
      return shown(part.target) + " " + shown(part.period_target);
  return "no part";
}

}  // namespace

TEST_CASE("targets of groups stand beside the groups, and make the whole's where each has one", "[model]") {
  const Computed both = with_targets({{"i", "LOP", "sex=f", "50"},
                                      {"i", "LOP", "sex=m", "60"},
                                      {"i", "2020-12", "sex=f", "5"},
                                      {"i", "2020-12", "sex=m", "7"}});
  CHECK(shown(both[0].target) == "110");
  CHECK(shown(both[0].period_target) == "12");
  CHECK(target_of(both, "f") == "50 5");
  CHECK(target_of(both, "m") == "60 7");
  CHECK(target_of(both, "u") == "<not_applicable> <not_applicable>");
  CHECK(finding_of(both.findings, "I-01") == nullptr);
}

TEST_CASE("I-01: where a group that is reported has no target, the whole has none", "[model]") {
  const Computed one = with_targets({{"i", "LOP", "sex=f", "50"}});
  CHECK(shown(one[0].target) == "<not_applicable>");
  CHECK(target_of(one, "f") == "50 <not_applicable>");
  const Diagnostic* told = finding_of(one.findings, "I-01");
  REQUIRE(told != nullptr);
  CHECK(told->message == "indicator i has targets of groups; where sex=m has none, the whole has none");
  // Where values are by place, it is not the places that lack a target.
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("observation", {"indicator", "period", "loc", "disagg", "value"},
            {{"i", "2020-12", "a", "sex=f", "5"}, {"i", "2020-12", "b", "sex=m", "6"}})
      .with("target", {"indicator", "scope", "disagg", "value"}, {{"i", "LOP", "sex=f", "50"}});
  CHECK(finding_of(compute(facts, frame_of("2020-12")).findings, "I-01")->message == told->message);
  // The whole's own target stands.
  const Computed own = with_targets({{"i", "LOP", "sex=f", "50"}, {"i", "LOP", "~", "90"}});
  CHECK(shown(own[0].target) == "90");
  CHECK(finding_of(own.findings, "I-01") == nullptr);
}

TEST_CASE("the target of one group is not the whole's where values are of no groups", "[model]") {
  const auto undivided = [](const Rows& targets) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id"}, {{"i"}})
        .with("observation", {"indicator", "period", "value"}, {{"i", "2020-12", "11"}})
        .with("target", {"indicator", "scope", "disagg", "value"}, targets);
    return compute(facts, frame_of("2020-12"));
  };
  const Computed women = undivided({{"i", "LOP", "sex=f", "50"}});
  CHECK(shown(women[0].target) == "<not_applicable>");
  CHECK(shown(undivided({{"i", "LOP", "sex=f", "50"}, {"i", "LOP", "sex=m", "60"}})[0].target) == "110");
}

TEST_CASE("targets of groups that are grades or percentages make no whole", "[model]") {
  const Rows targets{{"i", "LOP", "sex=f", "50"}, {"i", "LOP", "sex=m", "60"}};
  for (const char* measure : {"percent", "ordinal"}) {
    const Computed apart = with_targets(targets, measure);
    CHECK(shown(apart[0].target) == "<not_applicable>");
    CHECK(target_of(apart, "m") == "60 <not_applicable>");
    CHECK(finding_of(apart.findings, "I-01") == nullptr);
  }
}

TEST_CASE("a breakdown by several dimensions makes the whole's target too", "[model]") {
  const Computed crossed = with_targets({{"i", "LOP", "age=old;sex=f", "1"},
                                         {"i", "LOP", "age=old;sex=m", "2"},
                                         {"i", "LOP", "age=young;sex=f", "3"}});
  CHECK(shown(crossed[0].target) == "6");
}

TEST_CASE("targets by place and group make those of the places, of the groups and of the whole", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("observation", {"indicator", "period", "loc", "disagg", "value"},
            {{"i", "2020-12", "a", "sex=f", "5"}, {"i", "2020-12", "b", "sex=f", "6"}})
      .with("target", {"indicator", "scope", "loc", "disagg", "value"},
            {{"i", "LOP", "a", "sex=f", "50"},
             {"i", "LOP", "a", "sex=m", "10"},
             {"i", "LOP", "b", "sex=f", "40"}});
  const Computed computed = compute(facts, frame_of("2020-12"));
  CHECK(shown(computed[0].target) == "100");
  CHECK(target_of(computed, "f") == "90 <not_applicable>");
  for (const PartFigures& part : computed[0].parts)
    if (part.place == "a") CHECK(shown(part.target) == "60");
}
