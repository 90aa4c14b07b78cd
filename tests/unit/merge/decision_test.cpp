#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const std::string about = "observation=i1 2020-10-01..2020-10-31;field=value";
const Texts conflict_columns{"chosen", "chosen_source", "other", "other_source", "rule"};

Decision decision(const std::string& take, const std::string& value = {}) {
  Decision one;
  one.about = about;
  one.value = value;
  one.take = take;
  one.who = "Nino";
  one.reason = "counted again";
  one.place = {"report.toml", 9, 1, 0};
  return one;
}

Merged two_sources(const std::string& a, const std::string& b) {
  Merged merged = with_indicators();
  merged.with("a", 60, "observation", observation_fields, {{"1.1", "2020-10", a}});
  merged.with("b", 60, "observation", observation_fields, {{"1.1", "2020-10", b}});
  return merged;
}

}  // namespace

TEST_CASE("M5: what a person has decided comes before every rule, and stands", "[merge]") {
  const std::string take = GENERATE("b", "6");
  Merged merged = two_sources("5", "6");
  merged.run({decision(take, "5 / 6")});
  CHECK(merged.rows("observation", {"value"}) == Texts{"6"});
  CHECK(merged.rows("conflict", conflict_columns) == Texts{"6|b|5|a|decision"});
  REQUIRE(ids_of(merged.findings) == Texts{"C-02"});
  CHECK_FALSE(merged.findings.all()[0].open());
  CHECK(merged.findings.all()[0].who == "Nino");
}

TEST_CASE("a decision leaves behind the note on the value that it set aside", "[merge]") {
  const std::string take = GENERATE("a", "b");
  Merged merged = with_indicators();
  merged.with("a", 60, "observation", {"indicator", "period", "value"}, {{"1.1", "2020-10", "5"}});
  merged.with("b", 60, "observation", {"indicator", "period", "value", "note"},
              {{"1.1", "2020-10", "6", "holidays"}});
  merged.run({decision(take)});
  CHECK(merged.rows("observation", {"value", "note"}) == Texts{take == "a" ? "5|-" : "6|holidays"});
}

TEST_CASE("a decision is read again when the sources say something else: E-01", "[merge]") {
  Merged merged = two_sources("5", "7");
  merged.run({decision("b", "5 / 6")});
  CHECK(merged.told() == Texts{"C-01 value of observation i1 2020-10-01..2020-10-31: 5 or 7",
                               "E-01 decision about " + about + ": it was taken for 5 / 6, now it is 5 / 7"});
}

TEST_CASE("a decision is about the same record whatever its capitals", "[merge]") {
  Merged merged = two_sources("5", "6");
  Decision one = decision("b");
  one.about = "Observation=I1 2020-10-01..2020-10-31;field=Value";
  merged.run({one});
  CHECK(merged.rows("observation", {"value"}) == Texts{"6"});
  CHECK(ids_of(merged.findings) == Texts{"C-02"});
}

TEST_CASE("a decision names a source or a value as people write them", "[merge]") {
  const std::string take = GENERATE("partner’s list", "PARTNER'S LIST", "140,000", "140 000", "140\u00A0000",
                                    "140 000,0", "140.000");
  CAPTURE(take);
  Merged merged = with_indicators();
  merged.with("register", 60, "observation", observation_fields, {{"1.1", "2020-10", "138096.5"}});
  merged.with("Partner's list", 60, "observation", observation_fields, {{"1.1", "2020-10", "140000"}});
  merged.run({decision(take)});
  CHECK(merged.rows("observation", {"value"}) == Texts{"140000"});
  CHECK(ids_of(merged.findings) == Texts{"C-02"});
}

TEST_CASE("what may be two values decides nothing", "[merge]") {
  Merged merged = two_sources("1500", "1.5");
  merged.run({decision("1,500")});
  CHECK(ids_of(merged.findings) == Texts{"C-01", "E-04"});
}

TEST_CASE("of two decisions on one value the second is told: E-04", "[merge]") {
  Merged merged = two_sources("5", "6");
  merged.run({decision("a"), decision("b")});
  CHECK(merged.rows("observation", {"value"}) == Texts{"5"});
  REQUIRE(ids_of(merged.findings) == Texts{"C-02", "E-04"});
  CHECK(merged.findings.all()[1].message ==
        "decision about " + about + ": two decide, that of report.toml:9:1 counts");
  CHECK(merged.findings.all()[1].severity == Severity::warning);
}

TEST_CASE("a decision for nothing is told: E-04", "[merge]") {
  Merged agreeing = two_sources("5", "5");
  agreeing.run({decision("b")});
  CHECK(ids_of(agreeing.findings) == Texts{"E-04"});
  Merged stranger = two_sources("5", "6");
  stranger.run({decision("c")});
  CHECK(ids_of(stranger.findings) == Texts{"C-01", "E-04"});
  CHECK(stranger.findings.all()[1].severity == Severity::error);
  CHECK(stranger.findings.all()[1].hint ==
        "write the source that is right, or its value: \"a\" (5), \"b\" (6)");
}
