#include <algorithm>

#include "catch.hpp"
#include "computed_figures.hpp"

using namespace kvali;
using Rows = ModelFacts::Rows;

namespace {

const Texts by_place{"indicator", "period", "loc", "reporter_org", "value", "as_of"};

/// December 2020 of an indicator that is laid together across places and partners in some way.
Computed across(const char* how, const Rows& rows, const char* over_time = "sum",
                const char* period = "2020-12") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "agg_space", "agg_time"}, {{"i", how, over_time}})
      .with("target", target, {{"i", "LOP", "900"}})
      .with("observation", by_place, rows);
  return compute(facts, frame_of(period, "2020-10-01", "2021-12-31"));
}

std::string told(const Computed& computed, const char* id) {
  const Diagnostic* finding = finding_of(computed.findings, id);
  return finding == nullptr ? "" : finding->message;
}

std::string part(const Computed& computed, const std::string& name) {
  for (const PartFigures& one : computed[0].parts)
    if ((one.slice.empty() ? one.place : one.slice.front().name) == name) return shown(one.period_actual);
  return "no part";
}

const Rows two_places{{"i", "2020-11", "batumi", "~", "2", "~"},
                      {"i", "2020-11", "poti", "~", "3", "~"},
                      {"i", "2020-12", "batumi", "~", "5", "~"},
                      {"i", "2020-12", "poti", "~", "7", "~"},
                      {"i", "2020-10", "poti", "~", "1", "~"}};

}  // namespace

TEST_CASE("what is not laid together across places has parts, no total, and lacks nothing", "[model]") {
  const Computed apart = across("none", two_places);
  CHECK(shown(apart[0].period_actual) == "<not_applicable>");
  CHECK(shown(apart[0].to_date) == "<not_applicable>");
  CHECK(apart[0].apart);
  CHECK(apart[0].status_key == "no_total");
  CHECK(apart[0].of_period.reported == 1);
  CHECK(told(apart, "I-04").empty());
  CHECK(part(apart, "batumi") == "5");
  CHECK(part(apart, "poti") == "7");
  // One place alone is no total either, whatever the month.
  CHECK(shown(across("none", {two_places[0], two_places[1], two_places[2]})[0].period_actual) ==
        "<not_applicable>");
  CHECK(shown(across("none", {two_places[0], two_places[2]})[0].period_actual) == "5");
}

TEST_CASE("what is there at the moment has a total again once a row for all says one", "[model]") {
  Rows rows = two_places;
  rows.push_back({"i", "2020-12", "~", "~", "9", "~"});
  const Computed whole = across("none", rows, "latest");
  CHECK(shown(whole[0].period_actual) == "9");
  CHECK(shown(whole[0].to_date) == "9");
  CHECK_FALSE(whole[0].apart);
}

TEST_CASE("I-25: the largest, the mean or the latest of several is told", "[model]") {
  const Computed largest = across("max", two_places);
  CHECK(shown(largest[0].period_actual) == "7");
  CHECK(told(largest, "I-25") ==
        "indicator i in 2020-12: the largest of 2 values of places or partners stands for all");
  CHECK(finding_of(largest.findings, "I-25")->severity == Severity::info);
  CHECK(told(across("avg", two_places), "I-25") ==
        "indicator i in 2020-12: the mean of 2 values of places or partners stands for all");
  CHECK(told(across("sum", two_places), "I-25").empty());
  CHECK(told(across("none", two_places), "I-25").empty());
}

TEST_CASE("of several the latest is that whose record is of the latest day", "[model]") {
  const auto with_days = [](const char* batumi, const char* poti) {
    return across("latest",
                  {{"i", "2020-12", "batumi", "~", "5", batumi}, {"i", "2020-12", "poti", "~", "7", poti}},
                  "latest");
  };
  const Computed latest = with_days("2020-12-31", "2020-12-20");
  CHECK(shown(latest[0].period_actual) == "5");
  CHECK(told(latest, "I-25") ==
        "indicator i in 2020-12: the latest of 2 values of places or partners stands for all");
  for (const char* day : {"~", "2020-12-31"}) {
    const Computed unknown = with_days("2020-12-31", day);
    CHECK(shown(unknown[0].period_actual) == "<not_applicable>");
    CHECK(told(unknown, "I-25") ==
          "indicator i in 2020-12: nothing tells which of 2 values of places or partners is the latest");
    CHECK(finding_of(unknown.findings, "I-25")->severity == Severity::warning);
    CHECK(part(unknown, "poti") == "7");
  }
}

TEST_CASE("two of an earlier day leave the latest one the latest, in whatever order they stand", "[model]") {
  std::vector<std::string> places{"batumi", "kobuleti", "poti"};
  do {
    const auto on = [&](const char* last) {
      return across("latest",
                    {{"i", "2020-12", places[0], "~", "5", "2020-12-10"},
                     {"i", "2020-12", places[1], "~", "6", "2020-12-10"},
                     {"i", "2020-12", places[2], "~", "7", last}},
                    "latest");
    };
    CHECK(shown(on("2020-12-20")[0].period_actual) == "7");
    CHECK(shown(on("2020-12-05")[0].period_actual) == "<not_applicable>");
  } while (std::next_permutation(places.begin(), places.end()));
}

TEST_CASE("of pairs the largest percentage stands, not the sum of all pairs", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure", "agg_space"}, {{"i", "percent", "max"}})
      .with("observation", {"indicator", "period", "loc", "num", "den"},
            {{"i", "2020-12", "batumi", "30", "40"}, {"i", "2020-12", "poti", "5", "50"}});
  CHECK(shown(compute(facts, frame_of("2020-12"))[0].period_actual) == "75");
}

TEST_CASE("persons counted by several partners have no sum, and a row for all of them stands", "[model]") {
  const Rows partners{{"i", "2020-12", "~", "a", "60", "~"}, {"i", "2020-12", "~", "b", "50", "~"}};
  const Computed apart = across("~", partners, "distinct");
  CHECK(shown(apart[0].period_actual) == "<not_applicable>");
  CHECK(part(apart, "a") == "60");
  CHECK(part(apart, "b") == "50");
  CHECK(told(apart, "I-25") ==
        "indicator i in 2020-12: 2 values of places or partners have no total, because one person may be in "
        "several of them");
  const auto with_total = [&](const char* how, const char* value) {
    Rows rows = partners;
    rows.push_back({"i", "2020-12", "~", "~", value, "~"});
    return across(how, rows, "distinct");
  };
  const Computed whole = with_total("~", "90");
  CHECK(shown(whole[0].period_actual) == "90");
  CHECK(told(whole, "I-05").empty());
  CHECK(told(with_total("~", "120"), "I-05") ==
        "i 2020-12: the parts by partner add up to 110, the total says 120");
  const Computed less = with_total("~", "40");
  CHECK(shown(less[0].period_actual) == "<not_applicable>");
  CHECK(told(less, "I-05") ==
        "i 2020-12: the parts by partner are from 50 to 60, the row beside them says 40 and is no total of "
        "them");
  // Where they are different people, the total is their sum.
  CHECK(shown(with_total("sum", "110")[0].period_actual) == "110");
  CHECK(shown(across("sum", partners, "distinct")[0].period_actual) == "110");
}

TEST_CASE("a row for all stands beside its parts, however they are laid together", "[model]") {
  const auto with_total = [&](const char* how, const char* value) {
    Rows rows = two_places;
    rows.push_back({"i", "2020-12", "~", "~", value, "~"});
    return across(how, rows);
  };
  CHECK(shown(with_total("avg", "6.5")[0].period_actual) == "6.5");
  CHECK(shown(with_total("max", "7")[0].period_actual) == "7");
  const Computed outside = with_total("avg", "2");
  CHECK(told(outside, "I-05") ==
        "i 2020-12: the parts by place are from 5 to 7, the row beside them says 2 and is no total of them");
}

TEST_CASE("a total percentage beside those of places is not added to them", "[model]") {
  const auto with_total = [](const char* value, const char* num, const char* den) {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "measure"}, {{"i", "percent"}})
        .with("observation", {"indicator", "period", "loc", "value", "num", "den"},
              {{"i", "2020-12", "~", value, num, den},
               {"i", "2020-12", "batumi", "~", "30", "40"},
               {"i", "2020-12", "poti", "~", "5", "50"}});
    return compute(facts, frame_of("2020-12"));
  };
  CHECK(shown(with_total("~", "36", "100")[0].period_actual) == "36");
  // Their pairs say more than a percentage alone.
  const Computed plain = with_total("38.9", "~", "~");
  CHECK(shown(plain[0].period_actual) == "38.889");
  CHECK(told(plain, "I-10").empty());
}

TEST_CASE("partners that may overlap: a row for all places is not added to the places", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "overlap"}, {{"i", "possible"}})
      .with("observation", by_place,
            {{"i", "2020-12", "~", "~", "100", "~"},
             {"i", "2020-12", "batumi", "a", "60", "~"},
             {"i", "2020-12", "batumi", "b", "50", "~"},
             {"i", "2020-12", "poti", "a", "30", "~"}});
  const Computed computed = compute(facts, frame_of("2020-12"));
  CHECK(shown(computed[0].period_actual) == "100");
  CHECK(part(computed, "batumi") == "60");
  facts = {};
  facts.with("indicator", {"indicator_id", "overlap"}, {{"i", "possible"}})
      .with("observation", by_place,
            {{"i", "2020-12", "~", "~", "40", "~"}, {"i", "2020-12", "batumi", "a", "60", "~"}});
  const Computed less = compute(facts, frame_of("2020-12"));
  CHECK(shown(less[0].period_actual) == "100");
  CHECK(finding_of(less.findings, "I-05") != nullptr);
}

TEST_CASE("partners that may overlap: a partner's own total is not added to its places", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "overlap"}, {{"i", "possible"}})
      .with("observation", by_place,
            {{"i", "2020-12", "~", "a", "30", "~"},
             {"i", "2020-12", "batumi", "a", "10", "~"},
             {"i", "2020-12", "batumi", "b", "15", "~"},
             {"i", "2020-12", "poti", "a", "20", "~"}});
  CHECK(shown(compute(facts, frame_of("2020-12"))[0].period_actual) == "35");
}

TEST_CASE("to add percentages up is to add up their halves", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "measure", "agg_time"}, {{"i", "percent", "sum"}})
      .with("observation", {"indicator", "period", "num", "den"},
            {{"i", "2020-11", "30", "40"}, {"i", "2020-12", "5", "50"}});
  CHECK(shown(compute(facts, frame_of("2020-12", "2020-11-01"))[0].to_date) == "38.889");
}
