#include <random>

#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

struct Source {
  std::string name;
  int rank;
  std::string table;
  Texts fields;
  Merged::Rows rows;
};

/// Sources that overlap, contradict one another and themselves; made of a seed.
std::vector<Source> random_sources(std::mt19937& random) {
  const auto pick = [&](const Texts& of) { return of[random() % of.size()]; };
  std::vector<Source> sources{{"plan",
                               100,
                               "indicator",
                               {"indicator_id", "code", "title@en"},
                               {{"i1", "1.1", "A"}, {"i2", "1.2", "B"}, {"i10", "1.10", "C"}}},
                              {"orgs",
                               60,
                               "org",
                               {"org_id", "acronym", "aliases"},
                               {{"iom", "IOM", "M;N"}, {"unhcr", "UNHCR", "N"}, {"mc", "MC", "M"}}}};
  for (const char* name : {"a", "b", "c", "d"}) {
    Source facts{name,
                 int(random() % 2) * 40 + 50,
                 "observation",
                 {"indicator", "period", "value", "num", "den", "est", "status", "reporter_org", "note"},
                 {}};
    for (int row = 0; row < 12; ++row)
      facts.rows.push_back({pick({"1.1", "i1", "1.2", "1.10"}), pick({"2020-10", "2020-11"}),
                            pick({"1", "2", "~"}), pick({"3", "~"}), pick({"4", "~"}),
                            pick({"yes", "no", "~"}), pick({"approved", "draft", "rejected", "~"}),
                            pick({"IOM", "N", "M", "iom", "~"}), pick({"x", "~"})});
    sources.push_back(std::move(facts));
  }
  sources.push_back({"minutes",
                     40,
                     "meeting",
                     {"meeting_id", "date", "title@en"},
                     {{"m1", "2020-10-08", "x"}, {"m2", "2020-11-08", "y"}}});
  sources.push_back(
      {"other minutes", 40, "meeting", {"meeting_id", "date", "title@ka"}, {{"m1", "2020-10-09", "ა"}}});
  sources.push_back({"actions",
                     40,
                     "action_point",
                     {"action_id", "meeting", "text", "status", "as_of"},
                     {{"A1", "m1", "t", "open", "2020-10-08"},
                      {"A1", "m2", "~", "done", "2020-11-08"},
                      {"A2", "m1", "u", "~", "2020-10-08"}}});
  return sources;
}

/// Columns, cells, places, conflicts.
std::string tables_of(const Merged& merged) {
  std::string out;
  for (const auto& [name, table] : merged.workspace.tables) {
    out += "table " + name + "\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (const Column& column : table.columns())
        out += column.name() + "=" + canonical_text(column.scalar(row)) + "|";
      for (const std::string& place : merged.behind(name, row)) out += " " + place;
      out += "\n";
    }
  }
  return out;
}

/// Everything that a report can show of the result.
std::string dump(const Merged& merged) {
  std::string out = tables_of(merged);
  for (const std::string& finding : merged.told()) out += finding + "\n";
  return out;
}

std::string merged_dump(const std::vector<Source>& sources) {
  Merged merged;
  for (const Source& source : sources)
    merged.with(source.name, source.rank, source.table, source.fields, source.rows);
  return dump(merged.run());
}

/// Cells without the places of rows, which move with them.
std::string merged_values(const std::vector<Source>& sources) {
  Merged merged;
  for (const Source& source : sources)
    merged.with(source.name, source.rank, source.table, source.fields, source.rows);
  merged.run();
  std::string out;
  for (const auto& [name, table] : merged.workspace.tables) {
    Texts columns;
    for (const Column& column : table.columns()) columns.push_back(column.name());
    for (const std::string& row : merged.rows(name, columns)) out += name + " " + row + "\n";
  }
  for (const std::string& finding : merged.told()) out += finding + "\n";
  return out;
}

}  // namespace

TEST_CASE("M13: the order of sources does not matter", "[merge]") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    std::mt19937 random(seed);
    std::vector<Source> sources = random_sources(random);
    const std::string first = merged_dump(sources);
    std::shuffle(sources.begin(), sources.end(), random);
    INFO("seed " << seed);
    REQUIRE(merged_dump(sources) == first);
  }
}

TEST_CASE("M13: the order of a source's columns does not matter", "[merge]") {
  Merged one = with_indicators();
  one.with("a", 60, "observation", {"indicator", "period", "value", "note"}, {{"1.1", "2020-10", "5", "x"}});
  one.with("b", 60, "observation", {"indicator", "period", "value", "note"}, {{"1.1", "2020-10", "6", "y"}});
  Merged other = with_indicators();
  other.with("a", 60, "observation", {"note", "value", "period", "indicator"},
             {{"x", "5", "2020-10", "1.1"}});
  other.with("b", 60, "observation", {"note", "value", "period", "indicator"},
             {{"y", "6", "2020-10", "1.1"}});
  CHECK(dump(one.run()) == dump(other.run()));
}

TEST_CASE("M13: tables are sorted by their keys, numbers in codes by value", "[merge]") {
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id"}, {{"i10"}, {"i2"}, {"i1"}});
  CHECK(merged.run().rows("indicator", {"indicator_id"}) == Texts{"i1", "i2", "i10"});
}

TEST_CASE("M13: the order of a source's rows does not matter", "[merge]") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    std::mt19937 random(seed);
    std::vector<Source> sources = random_sources(random);
    const std::string first = merged_values(sources);
    for (Source& source : sources) std::shuffle(source.rows.begin(), source.rows.end(), random);
    INFO("seed " << seed);
    REQUIRE(merged_values(sources) == first);
  }
}

TEST_CASE("merging what is merged changes nothing", "[merge]") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    std::mt19937 random(seed);
    Merged merged;
    for (const Source& source : random_sources(random))
      merged.with(source.name, source.rank, source.table, source.fields, source.rows);
    merged.run();
    const std::string once = tables_of(merged);
    merged.run();
    INFO("seed " << seed);
    REQUIRE(tables_of(merged) == once);
  }
}
