#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {
const Texts conflict_columns{"field", "chosen", "chosen_source", "other", "other_source", "rule"};
}

TEST_CASE("D-01: where a column tells the rows apart, the hint says what to add to the map", "[merge]") {
  Merged merged = with_indicators();
  merged.with("a", 60, "observation", {"indicator", "period", "value", "Office"},
              {{"1.1", "2020-10", "5", "North"}, {"1.1", "2020-10", "6", "South"}});
  merged.run();
  REQUIRE(ids_of(merged.findings) == Texts{"D-01"});
  CHECK(merged.findings.all()[0].hint ==
        "the column 'Office' tells them apart: add to the map disaggregation = { \"Office\" = \"Office\" }; "
        "else "
        "keep one of the rows");
}

TEST_CASE("M3: exact duplicates collapse and keep all their evidence", "[merge]") {
  Merged merged = with_indicators();
  merged.with("ledger", 100, "observation", observation_fields,
              {{"1.1", "2020-10", "5"}, {"i1", "Oct 2020", "5.0"}});
  merged.with("form", 70, "observation", observation_fields, {{"1.1", "2020-10", "5"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("observation", {"indicator", "value"}) == Texts{"i1|5"});
  CHECK(merged.behind("observation", 0) ==
        Texts{"source \"form\", record 2", "source \"ledger\", record 2", "source \"ledger\", record 3"});
}

TEST_CASE("M5: the ledger's 112 stands before the minutes' 120, and both are on record", "[merge]") {
  Merged merged = with_indicators();
  merged.with("minutes", 40, "observation", observation_fields, {{"1.1", "2020-10", "120"}});
  merged.with("ledger", 100, "observation", observation_fields, {{"1.1", "2020-10", "112"}});
  merged.run();
  CHECK(merged.rows("observation", {"value"}) == Texts{"112"});
  REQUIRE(merged.findings.all().size() == 1);
  const Diagnostic& finding = merged.findings.all()[0];
  CHECK(finding.id == "C-02");
  CHECK(finding.severity == Severity::warning);
  CHECK(finding.place.text() == "source \"minutes\", record 2");
  CHECK(finding.subject == "observation=i1 2020-10-01..2020-10-31;field=value");
  CHECK(finding.value == "112 / 120");
  CHECK(contains_text(finding.message, "112 or 120; took 112 from \"ledger\" by rank of the source"));
  CHECK(merged.rows("conflict", conflict_columns) ==
        Texts{"value|112|ledger|120|minutes|rank of the source"});
}

TEST_CASE("M5: equal ranks stay open and block", "[merge]") {
  Merged merged = with_indicators();
  merged.with("a", 60, "observation", observation_fields, {{"1.1", "2020-10", "5"}});
  merged.with("b", 60, "observation", observation_fields, {{"1.1", "2020-10", "6"}});
  merged.run();
  REQUIRE(ids_of(merged.findings) == Texts{"C-01"});
  CHECK(merged.findings.all()[0].severity == Severity::block);
  CHECK(
      merged.findings.all()[0].hint ==
      "correct one of them, give source \"a\" or \"b\" the higher rank, or decide: in the column Decision of "
      "the workbook of "
      "kvali check --to, or in report.toml: "
      "[[decision]] "
      "about = \"observation=i1 2020-10-01..2020-10-31;field=value\", take = \"a\", who = \"...\", reason = "
      "\"...\"");
  CHECK(merged.rows("conflict", conflict_columns) == Texts{"value|5|a|6|b|open"});
}

TEST_CASE("M5: status comes before rank, and rejected rows never count", "[merge]") {
  Merged merged = with_indicators();
  const Texts fields{"indicator", "period", "value", "status"};
  merged.with("ledger", 100, "observation", fields,
              {{"1.1", "2020-10", "5", "draft"},
               {"1.2", "2020-10", "7", "rejected"},
               {"1.10", "2020-10", "8", "withdrawn"}});
  merged.with("form", 70, "observation", fields,
              {{"1.1", "2020-10", "6", "approved"}, {"1.2", "2020-10", "9", "draft"}});
  merged.run();
  CHECK(merged.rows("observation", {"indicator", "value"}) == Texts{"i1|6", "i2|9"});
  CHECK(merged.told() ==
        Texts{"C-02 value of observation i1 2020-10-01..2020-10-31: 6 or 5; took 6 from \"form\" by status"});
}

TEST_CASE("M5: counted comes before estimated", "[merge]") {
  Merged merged = with_indicators();
  const Texts fields{"indicator", "period", "value", "est"};
  merged.with("a", 60, "observation", fields, {{"1.1", "2020-10", "100", "yes"}});
  merged.with("b", 60, "observation", fields, {{"1.1", "2020-10", "97", "no"}});
  merged.run();
  CHECK(merged.rows("observation", {"value"}) == Texts{"97"});
  CHECK(merged.rows("conflict", conflict_columns) == Texts{"value|97|b|100|a|counted before estimated"});
}

TEST_CASE("M6: a missing value never overwrites one, zero does", "[merge]") {
  Merged merged = with_indicators();
  merged.with("ledger", 100, "observation", observation_fields,
              {{"1.1", "2020-10", "~"}, {"1.2", "2020-10", "0"}});
  merged.with("form", 70, "observation", observation_fields,
              {{"1.1", "2020-10", "6"}, {"1.2", "2020-10", "3"}});
  merged.run();
  CHECK(merged.rows("observation", {"indicator", "value"}) == Texts{"i1|6", "i2|0"});
  CHECK(ids_of(merged.findings) == Texts{"C-02"});
}

TEST_CASE("M6: fields merge one by one, numerator and denominator together, notes with their value",
          "[merge]") {
  Merged merged = with_indicators();
  merged.with("ledger", 100, "observation", {"indicator", "period", "num", "den"},
              {{"1.1", "2020-10", "30", "~"}});
  merged.with("form", 70, "observation", {"indicator", "period", "num", "den", "note"},
              {{"1.1", "2020-10", "28", "40", "late"}});
  merged.run();
  CHECK(merged.rows("observation", {"num", "den", "note"}) == Texts{"30|-|-"});
}

TEST_CASE("differing numerators and denominators are a conflict like any other", "[merge]") {
  Merged merged = with_indicators();
  const Texts fields{"indicator", "period", "num", "den"};
  merged.with("ledger", 100, "observation", fields,
              {{"1.1", "2020-10", "30", "40"}, {"1.2", "2020-10", "1", "2"}});
  merged.with("form", 70, "observation", fields,
              {{"1.1", "2020-10", "5", "50"}, {"1.2", "2020-10", "1", "2"}});
  merged.run();
  CHECK(merged.rows("observation", {"num", "den"}) == Texts{"30|40", "1|2"});
  CHECK(merged.rows("conflict", conflict_columns) ==
        Texts{"num/den|30/40|ledger|5/50|form|rank of the source"});
  REQUIRE(ids_of(merged.findings) == Texts{"C-02"});
  CHECK(merged.findings.all()[0].severity == Severity::warning);
  CHECK(merged.behind("observation", 1) == Texts{"source \"form\", record 3", "source \"ledger\", record 3"});
}

TEST_CASE("D-01: one source that contradicts itself must be corrected", "[merge]") {
  Merged merged = with_indicators();
  merged.with("ledger", 100, "observation", observation_fields,
              {{"1.1", "2020-10", "5"}, {"1.1", "2020-10", "6"}});
  merged.run();
  CHECK(merged.told() ==
        Texts{"D-01 value of observation i1 2020-10-01..2020-10-31: 5 or 6, both in source \"ledger\""});
  CHECK(merged.findings.all()[0].severity == Severity::error);
  CHECK(merged.rows("observation", {"value"}) == Texts{"5"});
}

TEST_CASE("C-01 is told once for a key and a source, however many of its records differ", "[merge]") {
  Merged merged = with_indicators();
  std::vector<Texts> copies;
  for (int i = 0; i < 300; ++i) copies.push_back({"1.1", "2020-10", std::to_string(6 + i % 2)});
  merged.with("a", 60, "observation", observation_fields, {{"1.1", "2020-10", "5"}});
  merged.with("b", 60, "observation", observation_fields, copies);
  merged.with("c", 60, "observation", observation_fields, {{"1.1", "2020-10", "8"}});
  merged.run();
  CHECK(merged.told() ==
        Texts{"C-01 value of observation i1 2020-10-01..2020-10-31: 5 or 6; records that differ: 300",
              "C-01 value of observation i1 2020-10-01..2020-10-31: 5 or 8"});
  CHECK(merged.findings.all()[0].value == "5 / 6");
  CHECK(merged.findings.dropped() == 0);
}

TEST_CASE("keys that differ in spelling only are no conflict", "[merge]") {
  Merged merged = with_indicators();
  const Texts fields{"indicator", "period", "value", "reporter_org", "loc"};
  merged.with("a", 60, "observation", fields, {{"1.1", "2020-10", "5", "Migration Centre", "GE15"}});
  merged.with("b", 60, "observation", fields, {{"1.1", "2020-10", "5", "migration  centre", "ge15"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("observation", {"value"}) == Texts{"5"});
}

TEST_CASE("how sure a source is of a figure is no conflict by itself", "[merge]") {
  Merged merged = with_indicators();
  const Texts fields{"indicator", "period", "value", "status", "est"};
  merged.with("a", 60, "observation", fields, {{"1.1", "2020-10", "5", "approved", "no"}});
  merged.with("b", 60, "observation", fields, {{"1.1", "2020-10", "5", "draft", "yes"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("observation", {"value", "status"}) == Texts{"5|approved"});
}

TEST_CASE("M14: languages merge one by one, and nothing is invented", "[merge]") {
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id", "title@en"}, {{"i1", "Trained"}});
  merged.with("ka", 50, "indicator", {"indicator_id", "title@ka"}, {{"i1", "გადამზადებული"}, {"i2", "ღია"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("indicator", {"indicator_id", "title@en", "title@ka"}) ==
        Texts{"i1|Trained|გადამზადებული", "i2|-|ღია"});
}

TEST_CASE("the records behind a merged value are those that say it", "[merge]") {
  Merged merged = with_indicators();
  merged.with("ledger", 100, "observation", observation_fields, {{"1.1", "2020-10", "112"}});
  merged.with("form", 70, "observation", observation_fields, {{"1.1", "2020-10", "112"}});
  merged.with("minutes", 40, "observation", observation_fields, {{"1.1", "2020-10", "120"}});
  merged.run();
  const Table& table = *merged.workspace.find("observation");
  Texts places;
  for (const SourceRef& ref : merged.workspace.evidence.refs(table.evidence(table.at("value"), 0)))
    places.push_back(merged.workspace.evidence.place(ref));
  CHECK(places == Texts{"source \"ledger\", record 2", "source \"form\", record 2"});
}

TEST_CASE("C-01: what a later report prints blocks none before it", "[merge]") {
  const auto disagreeing = [] {
    Merged merged = with_indicators();
    merged.with("a", 60, "observation", observation_fields, {{"1.1", "2020-11", "5"}});
    merged.with("b", 60, "observation", observation_fields, {{"1.1", "2020-11", "6"}});
    return merged;
  };
  Merged before = disagreeing();
  before.run({}, *make_date(2020, 10, 31));
  REQUIRE(before.findings.all().size() == 1);
  CHECK(before.findings.all()[0].id == "C-01");
  CHECK(before.findings.all()[0].severity == Severity::info);
  CHECK(before.rows("conflict", conflict_columns).empty());
  Merged own = disagreeing();
  own.run({}, *make_date(2020, 11, 30));
  CHECK(own.findings.all()[0].severity == Severity::block);
  CHECK(own.rows("conflict", conflict_columns) == Texts{"value|5|a|6|b|open"});
}
