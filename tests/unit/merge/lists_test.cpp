#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("D-04: codes that no public list has", "[merge]") {
  Merged merged;
  merged.with("places", 50, "location", {"loc_id", "pcode", "country", "name@xx"},
              {{"a", "GE15", "GEO", "A"}, {"b", "Adjara", "GE", "B"}});
  merged.run();
  CHECK(
      short_texts(merged.findings) ==
      Texts{
          "D-04 source \"places\", record 2 unknown language 'xx' | write the code of the language, e.g. ka",
          "D-04 source \"places\", record 3 unknown p-code 'Adjara' | a p-code begins with the two letters "
          "of its country, e.g. GE15",
          "D-04 source \"places\", record 3 unknown country 'GE' | write the three letters of ISO 3166, "
          "e.g. GEO"});
  CHECK(merged.findings.all()[1].subject == "location;pcode=Adjara");
  CHECK(merged.findings.all()[1].value == "Adjara");
}

TEST_CASE("D-12: results that lie in one another are told once, with the circle", "[merge]") {
  Merged merged;
  merged.with("plan", 50, "result", {"result_id", "parent"},
              {{"1", "3"}, {"2", "1"}, {"3", "2"}, {"4", "1"}, {"5", "5"}});
  merged.run();
  CHECK(merged.told() == Texts{"D-12 results that lie in one another: 1 > 3 > 2 > 1",
                               "D-12 results that lie in one another: 5 > 5"});
}

TEST_CASE("D-12: a long circle ends, and is told by its beginning", "[merge]") {
  Merged merged;
  Merged::Rows rows;
  for (int i = 0; i < 5000; ++i) rows.push_back({std::to_string(i), std::to_string((i + 1) % 5000)});
  merged.with("plan", 50, "location", {"loc_id", "parent"}, rows);
  merged.run();
  CHECK(merged.told() ==
        Texts{"D-12 locations that lie in one another: 0 > 1 > 2 > 3 > 4 > 5 > 6 > 7 > 8 > 9 > ..."});
}

TEST_CASE("D-03: records of two ids with one name", "[merge]") {
  Merged merged;
  merged.with("orgs", 50, "org", {"org_id", "name@en"},
              {{"shore", "New Shore"}, {"ns", "new  shore"}, {"door", "Open Door"}});
  merged.run();
  CHECK(
      short_texts(merged.findings) ==
      Texts{"D-03 source \"orgs\", record 2 the orgs ns and shore have one name | if they are the same, take "
            "one out and add to report.toml [aliases.org]: \"shore\" = \"ns\""});
}

TEST_CASE("M-05: two sources give one meeting another day or kind", "[merge]") {
  const auto told = [](int rank) {
    Merged merged;
    merged.with("minutes", 40, "meeting", {"meeting_id", "date", "type"}, {{"m1", "2020-12-08", "working"}});
    merged.with("calendar", rank, "meeting", {"meeting_id", "date", "type"},
                {{"m1", "2020-12-09", "Working"}});
    return merged.run().told();
  };
  CHECK(told(40) == Texts{"M-05 date of meeting m1: 2020-12-09 or 2020-12-08"});
  CHECK(told(50) == Texts{"M-05 date of meeting m1: 2020-12-09 or 2020-12-08; took 2020-12-09 from "
                          "\"calendar\" by rank of the source"});
}

TEST_CASE("D-06: an id that stands for two titles", "[merge]") {
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id", "title@en"}, {{"i1", "People trained"}});
  merged.with("ledger", 50, "indicator", {"indicator_id", "title@en"}, {{"i1", "Houses repaired"}});
  merged.run();
  CHECK(short_texts(merged.findings) ==
        Texts{"D-06 source \"ledger\", record 2 the id of indicator i1 is used for 'People trained' and for "
              "'Houses repaired' | give one of them another id, or both one title"});
  CHECK(merged.rows("indicator", {"title@en"}) == Texts{"People trained"});
}

TEST_CASE("D-02: codes of a list that could not be read are not called unknown", "[merge]") {
  Merged merged;
  TableMap plan = map_of("indicator");
  plan.fields["title@en"].column = "Titel";
  merged.add(raw_table({"indicator_id", "Title"}, {{"1.1", "Visits"}}, merged.workspace, "plan", 50), plan,
             "plan");
  merged.with("ledger", 50, "observation", observation_fields, {{"1.1", "2025-12", "3"}});
  merged.run();
  CHECK(merged.told() == Texts{"CFG-07 source \"plan\" has no column 'Titel' for title@en"});
}

TEST_CASE("D-02: an authoritative source that is no source is told", "[merge]") {
  Merged merged;
  merged.with("plan", 50, "indicator", {"indicator_id", "authoritative_source"},
              {{"1.1", "Surveys"}, {"1.2", "survey"}});
  merged.workspace.add("source").add("source", Type::text).append("Survey");
  merged.run();
  CHECK(short_texts(merged.findings) ==
        Texts{"D-02 source \"plan\", record 2 there is no source 'Surveys' | did you mean 'Survey'?"});
}
