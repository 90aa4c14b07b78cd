#include "catch.hpp"
#include "merging.hpp"
#include "model/schema.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("M1, M2: references are replaced by the ids that they mean", "[merge]") {
  Merged merged = with_indicators();
  merged.with("orgs", 50, "org", {"org_id", "acronym", "name@en", "name@ka", "aliases"},
              {{"iom", "IOM", "International Organization for Migration",
                "მიგრაციის საერთაშორისო ორგანიზაცია", "I.O.M.; მსო"}});
  merged.with("ledger", 100, "observation", {"indicator", "period", "value", "reporter_org"},
              {{"1.1", "2020-10", "1", "IOM-ის"},
               {"I2", "2020-10", "2", "მსო"},
               {"i10", "2020-10", "3", "unheard of"}});
  merged.run();
  CHECK(merged.told() ==
        Texts{"D-02 there is no org 'unheard of'", "D-05 known by an alias only: 'მსო' is iom"});
  CHECK(merged.rows("observation", {"indicator", "reporter_org"}) ==
        Texts{"i1|iom", "i2|iom", "i10|unheard of"});
}

TEST_CASE("D-02: an unknown reference is found once, with what was meant", "[merge]") {
  Merged merged = with_indicators();
  merged.with("results", 50, "result", {"result_id"}, {{"outcome-1"}});
  merged.with("more", 50, "indicator", {"indicator_id", "result_id"}, {{"i3", "outcome-2"}});
  merged.with("ledger", 100, "observation", observation_fields,
              {{"i11", "2020-10", "1"}, {"i11", "2020-11", "2"}, {"zzzzzz", "2020-11", "2"}});
  merged.run();
  CHECK(short_texts(merged.findings) ==
        Texts{"D-02 source \"more\", record 2 there is no result 'outcome-2' | did you mean 'outcome-1'?",
              "D-02 source \"ledger\", record 2 there is no indicator 'i11' | did you mean 'i1'?",
              "D-02 source \"ledger\", record 4 there is no indicator 'zzzzzz' | add it to the table of "
              "indicators, or correct the code"});
  CHECK(merged.findings.all()[1].subject == "observation;indicator=i11");
  CHECK(merged.findings.all()[1].value == "i11");
}

TEST_CASE("a table of headings alone is no crash", "[merge]") {
  Merged merged;
  for (const char* table :
       {"org",       "person",      "location",    "result",    "indicator", "target",       "observation",
        "meeting",   "attendance",  "agenda_item", "statement", "decision",  "action_point", "need",
        "amendment", "budget_line", "expenditure", "fx_rate",   "opening",   "activity",     "period",
        "risk",      "narrative",   "link",        "alias"}) {
    Texts fields;
    for (const Field& field : find_schema(table)->fields) fields.emplace_back(field.name);
    merged.with("empty", 50, table, fields, {});
  }
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("observation", {"value"}).empty());
}

TEST_CASE("an id means itself before it means another one's alias", "[merge]") {
  Merged merged;
  merged.with("orgs", 50, "org", {"org_id", "acronym"}, {{"a", "b"}, {"b", "c"}});
  merged.with("people", 50, "person", {"person_id", "org_id"}, {{"p", "b"}, {"q", "c"}});
  merged.run();
  CHECK(merged.rows("person", {"person_id", "org_id"}) == Texts{"p|b", "q|b"});
}

TEST_CASE("M1: an alias that was written down comes before every other spelling", "[merge]") {
  Merged merged = with_indicators();
  merged.with("orgs", 50, "org", {"org_id", "acronym", "name"},
              {{"iom", "IOM", "Migration Office"}, {"other", "OT", "IOM Tbilisi"}});
  merged.with("places", 50, "location", {"loc_id", "name"}, {{"GE15", "Adjara"}});
  merged.with("aliases", 50, "alias", {"kind", "alias", "id"},
              {{"org", "IOM Tbilisi", "IOM"}, {"location", "აჭარა", "GE15"}, {"indicator", "advice", "i1"}});
  merged.with("ledger", 100, "observation", {"indicator", "period", "value", "reporter_org", "loc"},
              {{"Advice", "2020-10", "1", "iom tbilisi", "აჭარა"}, {"i2", "2020-10", "2", "OT", "adjara"}});
  merged.run();
  CHECK(merged.told() == Texts{"D-05 known by an alias only: 'iom tbilisi' is iom",
                               "D-05 known by an alias only: 'აჭარა' is GE15"});
  CHECK(merged.rows("observation", {"indicator", "reporter_org", "loc"}) ==
        Texts{"i1|iom|GE15", "i2|other|GE15"});
}

TEST_CASE("D-03: names that look alike are proposed together as aliases, never taken", "[merge]") {
  Merged merged = with_indicators();
  merged.with("orgs", 50, "org", {"org_id", "name"}, {{"shore", "New Shore"}, {"door", "Open Door"}});
  merged.with("ledger", 100, "observation", {"indicator", "period", "value", "reporter_org"},
              {{"i1", "2020-10", "1", "New Shores"},
               {"i1", "2020-11", "2", "Opn Door"},
               {"i1", "2020-12", "3", "Elsewhere"}});
  merged.run();
  CHECK(
      short_texts(merged.findings) ==
      Texts{
          "D-03 source \"ledger\", record 2 2 names look like others, first 'New Shores' like 'new shore' | "
          "if they are the same, add to report.toml [aliases.org]: \"New Shores\" = \"shore\", \"Opn Door\" "
          "= \"door\"",
          "D-02 source \"ledger\", record 4 there is no org 'Elsewhere' | add it to the table of orgs, or to "
          "report.toml [aliases.org]: \"Elsewhere\" = \"its id\""});
  CHECK(merged.findings.all()[1].severity == Severity::warning);
  CHECK(merged.rows("observation", {"reporter_org"}) == Texts{"New Shores", "Opn Door", "Elsewhere"});
}

TEST_CASE("D-02: every reference of every table is looked up in the table it names", "[merge]") {
  Merged one;
  one.with("list", 50, "activity", {"activity_id", "loc", "org"}, {{"a1", "GE15; GE99", "iom|nobody"}});
  one.with("places", 50, "location", {"loc_id", "name"}, {{"GE15", "Adjara"}});
  one.with("orgs", 50, "org", {"org_id"}, {{"iom"}});
  one.with("ledger", 50, "observation", {"indicator", "period", "activity"}, {{"i1", "2020-10", "a2"}});
  one.with("plan", 50, "indicator", {"indicator_id"}, {{"i1"}});
  one.with("minutes", 50, "meeting", {"meeting_id"}, {{"m1"}});
  one.with("minutes", 50, "decision", {"dec_id", "meeting", "supersedes"}, {{"d1", "m2", "d0"}});
  one.run();
  CHECK(one.told() == Texts{"D-02 there is no activity 'a2'", "D-02 there is no decision 'd0'",
                            "D-02 there is no location 'GE99'", "D-02 there is no meeting 'm2'",
                            "D-02 there is no org 'nobody'"});
  CHECK(one.rows("activity", {"loc", "org"}) == Texts{"GE15;GE99|iom;nobody"});
}

TEST_CASE("M1: a listed name is known by the id that minutes make of it, without an alias", "[merge]") {
  Merged merged = with_indicators();
  merged.with("orgs", 50, "org", {"org_id", "name@en"}, {{"partner", "An example partner"}});
  merged.with("minutes", 40, "observation", {"indicator", "period", "value", "reporter_org"},
              {{"1.1", "2020-10", "5", "an-example-partner"}});
  merged.run();
  CHECK(merged.rows("observation", {"reporter_org"}) == Texts{"partner"});
  CHECK(merged.findings.all().empty());
}
