#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts conflict_columns{"chosen", "chosen_source", "other", "other_source", "rule"};
const Texts history_columns{"what", "field", "now", "before", "source"};

/// One indicator, and what some sources say of it.
struct Sources : Merged {
  Sources() { with("plan", 100, "indicator", {"indicator_id"}, {{"i1"}}); }
  Sources& say(const std::string& source, int rank, const Texts& fields, Texts cells) {
    Texts all{"indicator", "period"};
    all.insert(all.end(), fields.begin(), fields.end());
    cells.insert(cells.begin(), {"i1", "2020-10"});
    with(source, rank, "observation", all, {cells});
    return *this;
  }
};

}  // namespace

TEST_CASE("M4: a newer version of a row replaces the older one of its source, which stays on record",
          "[merge]") {
  const auto [field, older, newer] = GENERATE(table<std::string, std::string, std::string>(
      {{"rev", "1", "2"}, {"rev", "9", "10"}, {"as_of", "2020-11-02", "2020-11-09"}}));
  Sources sources;
  sources.say("form", 70, {"value", field}, {"6", newer});
  sources.say("form", 70, {"value", field}, {"5", older});
  sources.run();
  CHECK(sources.told().empty());
  CHECK(sources.rows("observation", {"value"}) == Texts{"6"});
  CHECK(sources.rows("conflict", conflict_columns).empty());
  CHECK(sources.rows("history", history_columns) ==
        Texts{"observation i1 2020-10-01..2020-10-31|value|6|5|form"});
}

TEST_CASE("M4: what a newer version leaves empty is filled by the older one", "[merge]") {
  Sources sources;
  sources.say("form", 70, {"value", "note", "rev"}, {"6", "~", "2"});
  sources.say("form", 70, {"value", "note", "rev"}, {"6", "late", "1"});
  sources.run();
  CHECK(sources.rows("observation", {"value", "note"}) == Texts{"6|late"});
}

TEST_CASE("a note written for another value is not taken for the one that won", "[merge]") {
  Sources sources;
  sources.say("form", 70, {"value", "note", "rev"}, {"6", "~", "2"});
  sources.say("form", 70, {"value", "note", "rev"}, {"5", "eight by telephone", "1"});
  sources.run();
  CHECK(sources.rows("observation", {"value", "note"}) == Texts{"6|-"});
}

TEST_CASE("M4: only the newest version speaks for its source", "[merge]") {
  Sources sources;
  sources.say("form", 70, {"value", "rev", "status"}, {"5", "1", "approved"});
  sources.say("form", 70, {"value", "rev", "status"}, {"6", "2", "draft"});
  sources.say("ledger", 60, {"value", "status"}, {"7", "submitted"});
  sources.run();
  CHECK(sources.rows("observation", {"value"}) == Texts{"7"});
}

TEST_CASE("M5: the source that the indicator names comes before the rank", "[merge]") {
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id", "authoritative_source"}, {{"i1", "Survey"}});
  merged.with("ledger", 100, "observation", observation_fields, {{"i1", "2020-10", "5"}});
  merged.with("survey", 50, "observation", observation_fields, {{"i1", "2020-10", "6"}});
  merged.run();
  CHECK(merged.rows("conflict", conflict_columns) == Texts{"6|survey|5|ledger|authoritative source"});
}

TEST_CASE("M5: status comes before the source that the indicator names", "[merge]") {
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id", "authoritative_source"}, {{"i1", "survey"}});
  const Texts fields{"indicator", "period", "value", "status"};
  merged.with("ledger", 100, "observation", fields, {{"i1", "2020-10", "5", "approved"}});
  merged.with("survey", 50, "observation", fields, {{"i1", "2020-10", "6", "draft"}});
  merged.run();
  CHECK(merged.rows("conflict", conflict_columns) == Texts{"5|ledger|6|survey|status"});
}

TEST_CASE("M5: of equal sources the latest day decides, if both have one", "[merge]") {
  Sources dated;
  dated.say("a", 60, {"value", "as_of"}, {"5", "2020-11-02"});
  dated.say("b", 60, {"value", "as_of"}, {"6", "2020-11-09"});
  dated.run();
  CHECK(dated.rows("conflict", conflict_columns) == Texts{"6|b|5|a|latest day"});
  Sources undated;
  undated.say("a", 60, {"value", "as_of"}, {"5", "~"});
  undated.say("b", 60, {"value", "as_of"}, {"6", "2020-11-09"});
  undated.run();
  CHECK(ids_of(undated.findings) == Texts{"C-01"});
}

TEST_CASE("M7: percentages may differ by 0.05 points, counts by nothing, amounts by the smallest coin",
          "[merge]") {
  const auto [measure, one, other, agree] =
      GENERATE(table<std::string, std::string, std::string, bool>({{"percent", "38.9", "38.95", true},
                                                                   {"percent", "38.9", "38.96", false},
                                                                   {"ratio", "0.45", "0.4505", true},
                                                                   {"ratio", "0.45", "0.49", false},
                                                                   {"unit", "38", "38.01", false},
                                                                   {"currency", "10.5", "10.51", true},
                                                                   {"currency", "10.5", "10.52", false}}));
  Merged merged;
  merged.with("plan", 100, "indicator", {"indicator_id", "measure"}, {{"i1", measure}});
  merged.with("a", 100, "observation", observation_fields, {{"i1", "2020-10", one}});
  merged.with("b", 50, "observation", observation_fields, {{"i1", "2020-10", other}});
  merged.run();
  INFO(measure << " " << one << " " << other);
  CHECK(merged.told().empty() == agree);
  CHECK(merged.rows("observation", {"value"}) == Texts{one});
}

TEST_CASE("M8: people of unknown sex stay a group of their own", "[merge]") {
  Merged merged;
  merged.with("minutes", 40, "attendance", {"meeting", "seq", "sex", "count"},
              {{"m1", "1", "f", "3"}, {"m1", "2", "u", "2"}, {"m1", "3", "unknown", "1"}});
  merged.run();
  CHECK(merged.rows("attendance", {"sex", "count"}) == Texts{"f|3", "u|2", "u|1"});
}

TEST_CASE("M5: a row that was withdrawn never counts, and stays on record beside what stands", "[merge]") {
  Sources sources;
  sources.say("form", 70, {"value", "status"}, {"9", "withdrawn"});
  sources.say("ledger", 60, {"value", "status"}, {"5", "submitted"});
  sources.run();
  CHECK(sources.told().empty());
  CHECK(sources.rows("observation", {"value"}) == Texts{"5"});
  CHECK(sources.rows("history", {"field", "now", "before", "source", "rule"}) ==
        Texts{"value|5|9|form|withdrawn"});
}
