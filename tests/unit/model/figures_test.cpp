#include "catch.hpp"
#include "computed_figures.hpp"

using namespace kvali;

TEST_CASE("figures of one indicator on one page", "[model]") {
  const Computed computed = compute(
      one_indicator()
          .with("observation", observation, {{"i", "2020-10", "30", "~"}, {"i", "2020-12", "50", "~"}})
          .with("target", target, {{"i", "2020-12", "50"}, {"i", "LOP", "200"}}),
      frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "50");
  CHECK(shown(computed[0].to_date) == "80");
  CHECK(shown(computed[0].period_target) == "50");
  CHECK(shown(computed[0].target) == "200");
  CHECK(shown(computed[0].share) == "0.4");
  CHECK(shown(computed[0].deviation) == "0");
  CHECK(computed[0].status_key == "on_track");
  CHECK(computed[0].of_project.reported == 2);
  CHECK(computed[0].of_project.expected == 3);
  CHECK(short_texts(computed.findings).empty());
}

TEST_CASE("indicators called by words stand as in their list, others in the order of their codes",
          "[model]") {
  const auto order_of = [](const ModelFacts::Rows& indicators) {
    ModelFacts facts;
    const Computed computed =
        compute(facts.with("indicator", {"indicator_id"}, indicators), frame_of("2020-12"));
    std::string order;
    for (const IndicatorFigures& one : computed.figures.indicators) order += one.rule.id + " ";
    return order;
  };
  CHECK(order_of({{"refugees"}, {"IDPs"}, {"all"}}) == "refugees IDPs all ");
  CHECK(order_of({{"2.1"}, {"1.10"}, {"1.2"}}) == "1.2 1.10 2.1 ");
}

TEST_CASE("a note without a value says why there is none: beside the figure, and in place of I-04",
          "[model]") {
  const Computed computed =
      compute(one_indicator()
                  .with("observation", observation,
                        {{"i", "2020-11", "5", "~"}, {"i", "2020-12", "~", "the scales were broken"}})
                  .with("target", target, {{"i", "LOP", "200"}}),
              frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "<not_recorded>");
  CHECK(shown(computed[0].to_date) == "5");
  CHECK(computed[0].notes.size() == 1);
  CHECK(computed[0].of_period.reported == 0);
  CHECK(finding_of(computed.findings, "I-04") == nullptr);
}

TEST_CASE("a note without a value stands beside the values of its period", "[model]") {
  const Computed computed =
      compute(one_indicator()
                  .with("location", {"loc_id"}, {{"a"}, {"b"}})
                  .with("observation", {"indicator", "period", "loc", "value", "note"},
                        {{"i", "2020-12", "a", "5", "~"}, {"i", "2020-12", "b", "~", "not visited: snow"}})
                  .with("target", target, {{"i", "LOP", "200"}}),
              frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "5");
  CHECK(computed[0].notes.size() == 1);
  CHECK(computed.figures.totals.at("i").size() == 1);
}

TEST_CASE("I-04: a place without a number makes the sum of the others a lower bound", "[model]") {
  const Texts by_place{"indicator", "period", "loc", "disagg", "value"};
  const auto with_rows = [&](const ModelFacts::Rows& rows) {
    ModelFacts facts = one_indicator();
    facts.with("location", {"loc_id"}, {{"a"}, {"b"}}).with("target", target, {{"i", "LOP", "200"}});
    return compute(facts.with("observation", by_place, rows), frame_of("2020-12"));
  };
  const Computed lacking = with_rows({{"i", "2020-12", "a", "~", "5"}, {"i", "2020-12", "b", "~", "~"}});
  CHECK(shown(lacking[0].period_actual) == "5");
  CHECK(lacking[0].period_actual.at_least);
  CHECK(finding_of(lacking.findings, "I-04")->message ==
        "indicator i has no value of b for 2020-12; the total is at least the rest");
  CHECK(finding_of(lacking.findings, "I-19") == nullptr);
  // An empty total beside its parts is known.
  const Computed known = with_rows({{"i", "2020-12", "a", "~", "5"},
                                    {"i", "2020-12", "b", "~", "~"},
                                    {"i", "2020-12", "b", "sex=f", "1"},
                                    {"i", "2020-12", "b", "sex=m", "0"}});
  CHECK(shown(known[0].period_actual) == "6");
  CHECK_FALSE(known[0].period_actual.at_least);
}

TEST_CASE("I-10: a percentage alone is in no total of those with both halves", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "agg_time", "measure"}, {{"i", "ratio", "percent"}})
      .with("observation", {"indicator", "period", "value", "num", "den"},
            {{"i", "2020-10", "~", "30", "40"},
             {"i", "2020-11", "~", "30", "40"},
             {"i", "2020-12", "80", "~", "~"}})
      .with("target", target, {{"i", "LOP", "80"}});
  const Computed computed = compute(std::move(facts), frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "80");
  CHECK(shown(computed[0].to_date) == "75");
  CHECK(computed[0].of_project.reported == 2);
  CHECK(computed[0].of_project.expected == 3);
  CHECK(finding_of(computed.findings, "I-10")->message ==
        "indicator i in 2020-12: 80 has no numerator and denominator and is in no total over time");
}

TEST_CASE("I-04: what cannot be placed in time is in no figure, and each says so", "[model]") {
  const auto with_undated = [](const char* over_time) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "agg_time"}, {{"i", over_time}})
        .with("target", target, {{"i", "LOP", "200"}})
        .with("observation", observation,
              {{"i", "2020-12", "5", "~"},
               {"i", "Decembre", "7", "~"},
               {"i", "~", "8", "~"},
               {"i", "?", "~", "~"}});
    Workspace& merged = facts.merged();
    CHECK(ids_of(facts.findings) == Texts{"D-07", "D-09", "D-07"});
    Computed computed;
    computed.figures = compute_figures(merged, frame_of("2020-12"), computed.findings);
    return computed;
  };
  const Computed sum = with_undated("sum");
  CHECK(shown(sum[0].period_actual) == "5");
  CHECK(sum[0].period_actual.at_least);
  CHECK(sum[0].to_date.at_least);
  CHECK(sum[0].share.at_least);
  CHECK(sum[0].undated.size() == 2);
  const Diagnostic* told = finding_of(sum.findings, "I-04");
  REQUIRE(told != nullptr);
  CHECK(told->message == "indicator i: 2 records cannot be placed in time and are in no figure");
  CHECK(told->subject == "indicator=i;undated");
  // A later state may be less.
  const Computed latest = with_undated("latest");
  CHECK_FALSE(latest[0].to_date.at_least);
  CHECK(latest[0].undated.size() == 2);
}

TEST_CASE("I-04: an ended month without a value, and what is not yet due", "[model]") {
  const auto facts = [] {
    return one_indicator()
        .with("target", target, {{"i", "LOP", "9"}})
        .with("observation", observation, {{"i", "2020-11", "5", "~"}});
  };
  const Computed quarter = compute(facts(), frame_of("2020-Q4"));
  REQUIRE(ids_of(quarter.findings) == Texts{"I-04"});
  CHECK(quarter.findings.all()[0].message == "indicator i has no value for 2 periods: 2020-10, 2020-12");
  CHECK(quarter.findings.all()[0].subject == "indicator=i;period=2020-Q4");
  CHECK(quarter.findings.all()[0].value == "2020-10, 2020-12");
  Frame early = frame_of("2020-Q4");
  early.as_of = *parse_iso_date("2020-12-15");
  const Computed one = compute(facts(), early);
  REQUIRE(ids_of(one.findings) == Texts{"I-04"});
  CHECK(one.findings.all()[0].message == "indicator i has no value for 2020-10");
  CHECK(one.findings.all()[0].subject == "indicator=i;period=2020-10");
  const Computed year = compute(facts(), frame_of("2020", "2020-01-01", "2020-12-31"));
  CHECK(finding_of(year.findings, "I-04")->value == "2020-01-01..2020-10-31, 2020-12");
}

TEST_CASE("a quarterly indicator is not due in the middle of its quarter", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "frequency"}, {{"i", "quarter"}})
      .with("target", target, {{"i", "LOP", "9"}});
  const Computed november = compute(facts, frame_of("2020-11"));
  CHECK(short_texts(november.findings).empty());
  CHECK(november[0].of_project.expected == 0);
  const Computed december = compute(facts, frame_of("2020-12"));
  CHECK(ids_of(december.findings) == Texts{"I-04"});
  CHECK(december[0].of_project.expected == 1);
}

TEST_CASE("the project's end ends its last quarter", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "frequency"}, {{"i", "quarter"}})
      .with("target", target, {{"i", "LOP", "9"}});
  const Computed last = compute(facts, frame_of("2020-11", "2020-10-01", "2020-11-30"));
  CHECK(ids_of(last.findings) == Texts{"I-04"});
  CHECK(last[0].of_project.expected == 1);
}

TEST_CASE("I-07: a cumulative value that falls", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "value_kind"}, {{"i", "cumulative"}})
      .with("target", target, {{"i", "LOP", "90"}});
  facts.with("observation", observation,
             {{"i", "2020-10", "50", "~"}, {"i", "2020-11", "40", "~"}, {"i", "2020-12", "60", "~"}});
  const Computed computed = compute(facts, frame_of("2020-12"));
  REQUIRE(ids_of(computed.findings) == Texts{"I-07"});
  CHECK(computed.findings.all()[0].message ==
        "indicator i: the cumulative value fell from 50 to 40 in 2020-11");
  CHECK(shown(computed[0].to_date) == "60");
}

TEST_CASE("I-11: a deviation outside the band wants a reason", "[model]") {
  const auto computed = [](const char* actual, const char* note) {
    return compute(one_indicator()
                       .with("target", target, {{"i", "2020-10", "100"}})
                       .with("observation", observation, {{"i", "2020-10", actual, note}}),
                   frame_of("2020-10"));
  };
  CHECK(ids_of(computed("110", "~").findings).empty());
  CHECK(ids_of(computed("90", "~").findings).empty());
  CHECK(ids_of(computed("111", "~").findings) == Texts{"I-11"});
  CHECK(ids_of(computed("89", "~").findings) == Texts{"I-11"});
  CHECK(ids_of(computed("89", "the venue was closed").findings).empty());
  CHECK(computed("74", "x")[0].status_key == "off_track");
  CHECK(computed("89", "x")[0].status_key == "behind");
  CHECK(computed("111", "x")[0].status_key == "ahead");
}

TEST_CASE("a finding says what it is about, and which value", "[model]") {
  const Computed computed = compute(one_indicator()
                                        .with("target", target, {{"i", "2020-10", "100"}})
                                        .with("observation", observation, {{"i", "2020-10", "74.5", "~"}}),
                                    frame_of("2020-10"));
  const auto& findings = computed.findings.all();
  const auto deviation = std::find_if(findings.begin(), findings.end(),
                                      [](const Diagnostic& finding) { return finding.id == "I-11"; });
  REQUIRE(deviation != findings.end());
  CHECK(deviation->subject == "indicator=i;period=2020-10");
  CHECK(deviation->value == "74.5 / 100");
}

TEST_CASE("I-20: a record's own total to date that its values do not make", "[model]") {
  const auto told = [](const char* stated) {
    ModelFacts facts = one_indicator();
    facts.with("target", target, {{"i", "LOP", "200"}})
        .with("opening", {"indicator", "value", "as_of"}, {{"i", "100", "2020-10-31"}})
        .with("observation", {"indicator", "period", "value", "cumulative"}, {{"i", "2020-11", "5", stated}});
    return ids_of(compute(facts, frame_of("2020-11")).findings);
  };
  CHECK(told("105").empty());
  CHECK(told("5") == Texts{"I-20"});
}

TEST_CASE("opening balances stand in for the months before them", "[model]") {
  ModelFacts facts = one_indicator();
  facts.with("target", target, {{"i", "LOP", "200"}})
      .with("opening", {"indicator", "value", "as_of"}, {{"i", "100", "2020-11-30"}})
      .with("observation", observation, {{"i", "2020-12", "5", "~"}});
  const Computed computed = compute(facts, frame_of("2020-12"));
  CHECK(shown(computed[0].to_date) == "105");
  CHECK(shown(computed[0].period_actual) == "5");
  CHECK(shown(computed[0].opening) == "100");
  CHECK(iso_text(computed[0].opening_as_of.value()) == "2020-11-30");
  CHECK(computed[0].of_project.reported == 3);
  CHECK(short_texts(computed.findings).empty());
}

TEST_CASE("a milestone is reached or not, and keeps its day", "[model]") {
  const auto milestone = [](const char* november) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "measure"}, {{"i", "milestone"}})
        .with("target", target, {{"i", "2020-12", "1"}})
        .with("observation", observation,
              {{"i", "2020-10", "0", "~"}, {"i", "2020-11", november, "~"}, {"i", "2020-12", "0", "late"}});
    return compute(facts, frame_of("2020-12"));
  };
  const Computed reached = milestone("1");
  CHECK(shown(reached[0].to_date) == "1");
  CHECK(iso_text(reached[0].done_on.value()) == "2020-11-30");
  CHECK(reached[0].status_key == "achieved");
  const Computed missed = milestone("0");
  CHECK_FALSE(missed[0].done_on);
  CHECK(missed[0].status_key == "off_track");
}

TEST_CASE("months that are missing within the period are counted", "[model]") {
  const Computed computed =
      compute(one_indicator()
                  .with("target", target, {{"i", "LOP", "9"}})
                  .with("observation", observation, {{"i", "2020-10", "1", "~"}, {"i", "2020-12", "2", "~"}}),
              frame_of("2020-Q4"));
  CHECK(shown(computed[0].period_actual) == "3");
  CHECK(computed[0].of_period.reported == 2);
  CHECK(computed[0].of_period.expected == 3);
}

TEST_CASE("indicators stand in the order of their codes", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "code"}, {{"a", "1.10"}, {"b", "1.2"}, {"c", "1.1"}});
  const Computed computed = compute(facts, frame_of("2020-10"));
  CHECK(computed[0].rule.id == "c");
  CHECK(computed[1].rule.id == "b");
  CHECK(computed[2].rule.id == "a");
}

TEST_CASE("a series runs from the first unit with anything to say", "[model]") {
  ModelFacts facts = one_indicator();
  facts.with("observation", observation, {{"i", "2020-11", "5", "~"}})
      .with("target", target, {{"i", "2020-10", "4"}});
  Workspace& merged = facts.merged();
  Diagnostics findings;
  const Frame frame = frame_of("2020-12");
  const Figures figures = compute_figures(merged, frame, findings);
  const auto points = points_of(figures, figures.indicators.at(0), frame, merged.evidence);
  REQUIRE(points.size() == 3);
  CHECK(shown(points[0].target) == "4");
  CHECK(shown(points[0].actual) == "<not_recorded>");
  CHECK(shown(points[1].actual) == "5");
  CHECK(shown(points[2].cumulative) == "5");
}

TEST_CASE("I-24: values outside the project are told once, and no months before it are missing", "[model]") {
  ModelFacts facts = one_indicator();
  facts.with("location", {"loc_id"}, {{"a"}, {"b"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "1920-11", "a", "5"},
             {"i", "2020-09", "b", "6"},
             {"i", "2020-09", "a", "~"},
             {"i", "2020-12", "a", "7"},
             {"i", "2047-12", "b", "8"}})
      .with("target", target, {{"i", "LOP", "40"}, {"i", "2020", "4"}});
  Workspace& merged = facts.merged();
  Diagnostics findings;
  const Frame frame = frame_of("2020-12");
  const Figures figures = compute_figures(merged, frame, findings);
  CHECK(shown(figures.indicators.at(0).to_date) == "7");
  REQUIRE(finding_of(findings, "I-24") != nullptr);
  CHECK(finding_of(findings, "I-24")->message ==
        "indicator i: values of a; b for 1920-11, 2020-09, 2047-12 lie outside the project");
  const Texts ids = ids_of(findings);
  CHECK(std::count(ids.begin(), ids.end(), "I-24") == 1);
  CHECK(points_of(figures, figures.indicators.at(0), frame, merged.evidence).size() == 3);
}

TEST_CASE("where nothing decides between two numbers, no share, deviation or status follows", "[model]") {
  const auto facts = [](const char* other) {
    ModelFacts all = one_indicator();
    all.with("observation", {"indicator", "period", "disagg", "value"},
             {{"i", "2020-10", "sex=f", "30"}, {"i", "2020-10", "sex=m", "10"}});
    all.with("target", target, {{"i", "2020-10", "50"}, {"i", "LOP", "200"}});
    all.add(raw_table({"indicator", "period", "disagg", "value"}, {{"i", "2020-10", "sex=f", other}},
                      all.workspace, "theirs"),
            map_of("observation"), "theirs");
    return all;
  };
  for (const char* other : {"30", "35"}) {
    ModelFacts all = facts(other);
    const Figures figures = compute_figures(all.merged(), frame_of("2020-10"), all.findings);
    const IndicatorFigures& one = figures.indicators.at(0);
    const bool open = std::string(other) != "30";
    CHECK(one.open == open);
    CHECK((one.status_key == "open") == open);
    CHECK(one.share.value.has_value() != open);
    CHECK(one.deviation.value.has_value() != open);
    CHECK(one.off_target != open);
    REQUIRE(one.parts.size() == 2);
    CHECK(one.parts[0].open == open);  // Women.
    CHECK_FALSE(one.parts[1].open);
  }
}

TEST_CASE("I-26: values after the day the data stand at are told once, and are in no figure", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}, {"j"}})
      .with("observation", observation,
            {{"i", "2020-12", "5", "~"},
             {"i", "2021-01", "7", "~"},
             {"i", "2021-02", "~", "not yet"},
             {"j", "2052-12", "9", "~"}});
  const Computed computed = compute(facts, frame_of("2020-12"));
  CHECK(shown(computed[0].to_date) == "5");
  const Diagnostic* told = finding_of(computed.findings, "I-26");
  REQUIRE(told != nullptr);
  CHECK(told->severity == Severity::info);
  CHECK(told->message == "values after 2020-12-31, the day the data stand at, are left out: 2 (i, j)");
  CHECK_FALSE(told->place.empty());
}

TEST_CASE("weeks lie in the month that they are wholly in", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "frequency"}, {{"i", "week"}})
      .with("observation", observation,
            {{"i", "2025-W09", "1", "~"},
             {"i", "2025-W10", "2", "~"},
             {"i", "2025-W11", "3", "~"},
             {"i", "W13 2025", "4", "~"},
             {"i", "2025-W14", "5", "~"}});
  const Frame march = frame_of("2025-03", "2025-02-24", "2025-12-31");
  const Computed computed = compute(facts, march);
  CHECK(shown(computed[0].period_actual) == "9");
  CHECK(computed[0].of_period.reported == 4);
  CHECK(computed[0].of_period.expected == 5);
  CHECK(finding_of(computed.findings, "I-04")->message == "indicator i has no value for 2025-W12");
  CHECK(finding_of(computed.findings, "I-23")->message ==
        "indicator i: the values for 2025-W09, 2025-W14 lie only partly in 2025-03 and are left out of it");
}
