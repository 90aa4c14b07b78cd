#include "catch.hpp"
#include "computed_figures.hpp"

using namespace kvali;

TEST_CASE("I-02: where less is better, a target above the baseline is no achievement", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "direction", "measure", "baseline"}, {{"i", "down", "unit", "0"}})
      .with("observation", observation, {{"i", "2020-12", "50", "~"}})
      .with("target", target, {{"i", "LOP", "20"}});
  const Computed computed = compute(std::move(facts), frame_of("2020-12"));
  CHECK_FALSE(computed[0].share.value);
  CHECK(computed[0].why_no_share == "target_above_baseline");
  CHECK(finding_of(computed.findings, "I-02")->message ==
        "indicator i: less is better, but the target 20 is above the baseline 0");
}

TEST_CASE("what has no total over time has the status of the target that fell due", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "agg_time"}, {{"i", "distinct"}})
      .with("observation", observation, {{"i", "2020-11", "40", "~"}, {"i", "2020-12", "50", "~"}})
      .with("target", target, {{"i", "2020-12", "50"}});
  const Computed computed = compute(std::move(facts), frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "50");
  CHECK_FALSE(computed[0].to_date.value);
  CHECK(computed[0].status_key == "on_track");
}

TEST_CASE("what has values and no total over time is not without data", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "agg_time"}, {{"i", "distinct"}, {"j", "distinct"}})
      .with("observation", observation, {{"i", "2020-11", "40", "~"}, {"i", "2020-12", "50", "~"}})
      .with("target", target, {{"i", "LOP", "500"}, {"j", "LOP", "500"}});
  const Computed computed = compute(std::move(facts), frame_of("2020-12"));
  CHECK(computed[0].status_key == "no_total");
  CHECK(computed[1].status_key == "no_data");
}

TEST_CASE("I-01: an indicator without a target", "[model]") {
  const Computed computed = compute(
      one_indicator().with("observation", observation, {{"i", "2020-12", "5", "~"}}), frame_of("2020-12"));
  CHECK(ids_of(computed.findings) == Texts{"I-01"});
  CHECK(computed[0].status_key == "no_target");
}

TEST_CASE("targets of places make the whole's, as values do, where all that report have one", "[model]") {
  const auto with_targets = [](const ModelFacts::Rows& targets, const char* agg_space) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "agg_space"}, {{"i", agg_space}})
        .with("location", {"loc_id", "parent"}, {{"coast", "~"}, {"a", "coast"}, {"b", "coast"}, {"c", "~"}})
        .with("observation", {"indicator", "period", "loc", "value"},
              {{"i", "2020-12", "a", "5"}, {"i", "2020-12", "b", "6"}})
        .with("target", {"indicator", "scope", "loc", "value"}, targets);
    return compute(facts, frame_of("2020-12"));
  };
  const ModelFacts::Rows both{{"i", "LOP", "a", "50"},
                              {"i", "LOP", "b", "60"},
                              {"i", "2020-12", "a", "5"},
                              {"i", "2020-12", "b", "7"}};
  const Computed sum = with_targets(both, "sum");
  CHECK(shown(sum[0].target) == "110");
  CHECK(shown(sum[0].period_target) == "12");
  CHECK(finding_of(sum.findings, "I-01") == nullptr);
  CHECK(shown(with_targets(both, "max")[0].target) == "60");
  // The whole's own target stands.
  CHECK(shown(with_targets({{"i", "LOP", "a", "50"}, {"i", "LOP", "~", "90"}}, "sum")[0].target) == "90");
  // A region's target is of all its places, and theirs lie in it.
  CHECK(shown(with_targets({{"i", "LOP", "coast", "80"}, {"i", "LOP", "a", "50"}}, "sum")[0].target) == "80");
  const Computed lacking = with_targets({{"i", "LOP", "a", "50"}, {"i", "LOP", "c", "9"}}, "sum");
  CHECK(shown(lacking[0].target) == "<not_applicable>");
  REQUIRE(finding_of(lacking.findings, "I-01") != nullptr);
  CHECK(finding_of(lacking.findings, "I-01")->message ==
        "indicator i has targets of places; where b has none, the whole has none");
}

TEST_CASE("a quarter's target is the sum of its months' where all are set", "[model]") {
  const auto with_targets = [](const ModelFacts::Rows& rows) {
    return shown(compute(one_indicator().with("target", target, rows), frame_of("2020-Q4"))[0].period_target);
  };
  CHECK(with_targets({{"i", "2020-10", "1"}, {"i", "2020-11", "2"}, {"i", "2020-12", "3"}}) == "6");
  CHECK(with_targets({{"i", "2020-10", "1"}, {"i", "2020-12", "3"}}) == "<not_applicable>");
  CHECK(with_targets({{"i", "2020-Q4", "9"}, {"i", "2020-10", "1"}}) == "9");
}

TEST_CASE("a cumulative target counts from the project's start", "[model]") {
  ModelFacts facts = one_indicator();
  facts.with("target", {"indicator", "scope", "value", "kind"},
             {{"i", "2020-10", "10", "cumulative"},
              {"i", "2020-11", "30", "cumulative"},
              {"i", "2020-12", "60", "cumulative"}});
  CHECK(shown(compute(facts, frame_of("2020-11"))[0].period_target) == "20");
  CHECK(shown(compute(facts, frame_of("2020-Q4"))[0].period_target) == "60");
  CHECK(shown(compute(facts, frame_of("2020-10"))[0].period_target) == "10");
}

TEST_CASE("a target is the last one approved by the day of the data", "[model]") {
  const auto at = [](const char* period) {
    ModelFacts facts = one_indicator();
    facts.with("amendment", {"amendment_id", "approved_on"}, {{"A1", "2020-11-15"}})
        .with("target", {"indicator", "scope", "value", "amendment"},
              {{"i", "LOP", "200", "~"}, {"i", "LOP", "150", "A1"}})
        .with("observation", observation, {{"i", period, "30", "~"}});
    return compute(facts, frame_of(period));
  };
  const Computed before = at("2020-10");
  CHECK(shown(before[0].target) == "200");
  CHECK(before.figures.targets.changes.empty());
  const Computed after = at("2020-11");
  CHECK(shown(after[0].target) == "150");
  REQUIRE(after.figures.targets.changes.size() == 1);
  CHECK(shown(after.figures.targets.changes[0].before) == "200");
  CHECK(shown(after.figures.targets.changes[0].after) == "150");
}

TEST_CASE("I-17: a target changed without an approval date stays as it was", "[model]") {
  ModelFacts facts = one_indicator();
  facts
      .with("target", {"indicator", "scope", "value", "amendment"},
            {{"i", "LOP", "200", "~"}, {"i", "LOP", "150", "A1"}})
      .with("observation", observation, {{"i", "2020-10", "30", "~"}});
  Workspace& merged = facts.merged();
  Diagnostics findings;
  const Figures figures = compute_figures(merged, frame_of("2020-10"), findings);
  CHECK(shown(figures.indicators.at(0).target) == "200");
  const Diagnostic* told = finding_of(findings, "I-17");
  REQUIRE(told != nullptr);
  CHECK(told->message ==
        "the target of indicator i for the project was changed by amendment A1 without an approval date");
}

TEST_CASE("what is told in words has texts, no figure and wants no target", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure"}, {{"i", "qualitative"}})
      .with("observation", {"indicator", "period", "text"},
            {{"i", "2020-10", "a first step"}, {"i", "2020-11", "a second one"}});
  const Computed computed = compute(facts, frame_of("2020-11"));
  CHECK(computed[0].texts.size() == 2);
  CHECK(shown(computed[0].to_date) == "<not_applicable>");
  CHECK(computed[0].of_project.reported == 2);
  CHECK(short_texts(computed.findings).empty());
}

TEST_CASE("a target on which sources disagree leaves the status open too", "[model]") {
  ModelFacts all = one_indicator();
  all.with("observation", observation, {{"i", "2020-10", "40", "~"}});
  all.with("target", target, {{"i", "2020-10", "50"}});
  all.add(raw_table(target, {{"i", "2020-10", "60"}}, all.workspace, "amended"), map_of("target"), "amended");
  const Figures figures = compute_figures(all.merged(), frame_of("2020-10"), all.findings);
  CHECK(figures.indicators.at(0).status_key == "open");
  CHECK(shown(figures.indicators.at(0).period_actual) == "40");
}
