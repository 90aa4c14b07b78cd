#include "catch.hpp"
#include "model/figures.hpp"
#include "model/missing_values.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
using Rows = ModelFacts::Rows;

namespace {

const Texts fields{"indicator", "period", "loc", "reporter_org", "value"};

struct Computed {
  Figures figures;
  Diagnostics findings;

  /// The I-04 on values that are lacking, one a line.
  [[nodiscard]] std::string lacking() const {
    std::string all;
    for (const Diagnostic& finding : findings.all())
      if (finding.subject.ends_with(";lacking")) all += finding.message + "\n";
    return all;
  }
  [[nodiscard]] const IndicatorFigures& figure() const { return figures.indicators.at(0); }
};

Computed compute(const Rows& rows, const char* period = "2020-12", const char* over_time = "sum") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "agg_time"}, {{"i", over_time}})
      .with("target", {"indicator", "scope", "value"}, {{"i", "LOP", "900"}})
      .with("location", {"loc_id", "parent"}, {{"r", "~"}, {"x", "r"}, {"y", "r"}})
      .with("observation", fields, rows);
  Computed computed;
  computed.figures =
      compute_figures(facts.merged(), frame_of(period, "2020-01-01", "2021-12-31"), computed.findings);
  return computed;
}

/// `a` reports from August to December, 5 each; `b` in these months, 1 each.
Rows with_b_in(const Texts& months) {
  Rows rows;
  for (const char* month : {"2020-08", "2020-09", "2020-10", "2020-11", "2020-12"})
    rows.push_back({"i", month, "~", "a", "5"});
  for (const std::string& month : months) rows.push_back({"i", month, "~", "b", "1"});
  return rows;
}

Rows operator+(Rows rows, const Rows& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace

TEST_CASE("I-04: a partner that says nothing although it usually does", "[model]") {
  const Computed silent = compute(with_b_in({"2020-08", "2020-09", "2020-11"}));
  CHECK(silent.lacking() == "indicator i has no value of b for 2020-12; the total is at least the rest\n");
  CHECK(shown(silent.figure().period_actual) == "5");
  CHECK(silent.figure().period_actual.at_least);
  CHECK(silent.figure().to_date.at_least);
  CHECK(silent.figure().share.at_least);
  const Diagnostic* told = finding_of(silent.findings, "I-04");
  REQUIRE(told != nullptr);
  CHECK(told->subject == "indicator=i;lacking");
  CHECK(told->value == "b 2020-12");
  CHECK(told->hint == "enter it; write 0 if nothing was done there");
}

TEST_CASE("a partner that reports now and then is not missed", "[model]") {
  const Computed twice = compute(with_b_in({"2020-09", "2020-11"}));
  CHECK(twice.lacking().empty());
  CHECK_FALSE(twice.figure().period_actual.at_least);
  // Gone for longer, it is not expected any more.
  CHECK(compute(with_b_in({"2020-07", "2020-08", "2020-09"})).lacking() ==
        "indicator i has no value of b for 2020-10, 2020-11; the total is at least the rest\n");
}

TEST_CASE("zero is a report, an empty cell is not", "[model]") {
  const Rows usual = with_b_in({"2020-09", "2020-10", "2020-11"});
  CHECK(compute(usual + Rows{{"i", "2020-12", "~", "b", "0"}}).lacking().empty());
  const Computed empty = compute(usual + Rows{{"i", "2020-12", "~", "b", "~"}});
  CHECK(empty.lacking() == "indicator i has no value of b for 2020-12; the total is at least the rest\n");
  CHECK(compute(with_b_in({"2020-10", "2020-11"}) + Rows{{"i", "2020-09", "~", "b", "~"}}).lacking() ==
        "indicator i has no value of b for 2020-09; the total is at least the rest\n");
}

TEST_CASE("all who are silent are named in one finding, many are counted", "[model]") {
  const auto with = [](const Texts& partners) {
    Rows rows = with_b_in({});
    for (const std::string& partner : partners)
      for (const char* month : {"2020-09", "2020-10", "2020-11"})
        rows.push_back({"i", month, "x", partner, "1"});
    return compute(rows).lacking();
  };
  CHECK(with({"b", "c"}) ==
        "indicator i has no value of x, b; x, c for 2020-12; the total is at least the rest\n");
  CHECK(with({"b", "c", "d", "e", "f", "g"}) ==
        "indicator i has no value of 6 reporters for 2020-12; the total is at least the rest\n");
}

TEST_CASE("many who lack different months are not said to lack all of them", "[model]") {
  MissingValues missing;
  for (const char* partner : {"a", "b", "c", "d", "e"}) missing.add(partner, parse_period("2020-11").value());
  missing.add("f", parse_period("2020-12").value());
  CHECK(missing.is_one_list());
  CHECK(missing.names() == "one or more of 6 reporters");
}

TEST_CASE("one finding tells of all months in which somebody is silent", "[model]") {
  Rows rows = with_b_in({"2020-08", "2020-09", "2020-10"});
  for (const char* month : {"2020-08", "2020-09", "2020-10", "2020-11"})
    rows.push_back({"i", month, "~", "c", "1"});
  CHECK(compute(rows).lacking() ==
        "indicator i lacks values: b 2020-11, 2020-12; c 2020-12; the total is at least the rest\n");
}

TEST_CASE("a place that is silent makes its own figure a lower bound", "[model]") {
  Rows rows;
  for (const char* month : {"2020-09", "2020-10", "2020-11"})
    for (const char* place : {"x", "y"}) rows.push_back({"i", month, place, "a", "3"});
  const Computed silent = compute(rows + Rows{{"i", "2020-12", "x", "a", "3"}}, "2020-Q4");
  CHECK(silent.lacking() == "indicator i has no value of y, a for 2020-12; the total is at least the rest\n");
  for (const PartFigures& part : silent.figure().parts)
    CHECK(part.period_actual.at_least == (part.place == "y"));
}

TEST_CASE("who is part of what another one tells of is not missing", "[model]") {
  Rows rows;
  for (const char* month : {"2020-09", "2020-10", "2020-11"})
    for (const char* place : {"x", "y"}) rows.push_back({"i", month, place, "a", "3"});
  CHECK(compute(rows + Rows{{"i", "2020-12", "r", "a", "6"}}).lacking().empty());
  // One place beside the usual two is no whole.
  const Rows wholes{
      {"i", "2020-09", "r", "a", "6"}, {"i", "2020-10", "r", "a", "6"}, {"i", "2020-11", "r", "a", "6"}};
  CHECK(compute(rows + wholes + Rows{{"i", "2020-12", "x", "a", "3"}}).lacking() ==
        "indicator i has no value of y, a for 2020-12; the total is at least the rest\n");
}

TEST_CASE("nobody is missing in a month that has not ended, or that nobody reported", "[model]") {
  const Rows usual = with_b_in({"2020-09", "2020-10", "2020-11", "2020-12"});
  CHECK(compute(usual + Rows{{"i", "2021-01", "~", "a", "5"}}).lacking().empty());
  CHECK(compute(usual, "2021-01").lacking().empty());
}

TEST_CASE("a mean of shares is not at least what the others make", "[model]") {
  CHECK(compute(with_b_in({"2020-09", "2020-10", "2020-11"}), "2020-12", "ratio").lacking().empty());
}
