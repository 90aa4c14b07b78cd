#include "model/report_tables.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Mapped tables_of(ModelFacts facts, const char* period) {
  static const Locale english("en");
  Mapped tables;
  Workspace& merged = facts.merged();
  const Frame frame = frame_of(period);
  const Figures figures = compute_figures(merged, frame, facts.findings);
  const Catalogue words(english);
  tables.workspace = report_tables(merged, figures, frame, words, facts.findings, tables.findings);
  return tables;
}

ModelFacts indicator() {
  ModelFacts facts;
  return facts.with("result", {"result_id", "code", "title@en"}, {{"r", "1", "Outcome"}})
      .with("indicator", {"indicator_id", "code", "title@en", "result_id"}, {{"i", "1.1", "Trained", "r"}})
      .with("observation", {"indicator", "period", "disagg", "value"},
            {{"i", "2020-10", "sex=f", "3"}, {"i", "2020-10", "sex=m", "4"}});
}

}  // namespace

TEST_CASE("results show what is known and mark what is not", "[model]") {
  const Mapped tables = tables_of(indicator(), "2020-11");
  CHECK(tables.rows("results", {"code", "title", "result_title", "period_actual", "to_date", "reported",
                                "expected", "status_key"}) == Texts{"1.1|Trained|Outcome|-|7|1|2|no_target"});
  const Table& results = *tables.workspace.find("results");
  CHECK(results.at("target").mark(0) == Mark::not_applicable);
  CHECK(results.at("period_actual").mark(0) == Mark::not_recorded);
  CHECK(results.at("achievement").mark(0) == Mark::not_applicable);
  CHECK(tables.workspace.evidence.refs(results.at("to_date").evidence(0)).size() == 2);
}

TEST_CASE("the disaggregation has a row for each category", "[model]") {
  CHECK(tables_of(indicator(), "2020-10")
            .rows("disaggregation", {"code", "dimension", "category", "period_actual", "to_date"}) ==
        Texts{"1.1|sex|f|3|3", "1.1|sex|m|4|4"});
}

TEST_CASE("parts of a sum that lacks something are lower bounds like it", "[model]") {
  const Texts fields{"indicator", "period", "loc", "disagg", "value"};
  const auto with = [&](const ModelFacts::Rows& rows, const char* period) {
    ModelFacts facts;
    facts.with("location", {"loc_id"}, {{"a"}, {"b"}, {"c"}})
        .with("indicator", {"indicator_id"}, {{"i"}})
        .with("observation", fields, rows);
    return tables_of(facts, period);
  };
  const ModelFacts::Rows october{{"i", "2020-10", "a", "sex=f", "3"}, {"i", "2020-10", "a", "sex=m", "4"}};
  const Texts bounds{"period_actual", "period_at_least", "to_date", "at_least"};
  const Texts complete{"3|false|3|false", "4|false|4|false"};
  CHECK(with(october, "2020-10").rows("disaggregation", bounds) == complete);

  // November is missing from the quarter so far.
  ModelFacts::Rows gap = october;
  gap.push_back({"i", "2020-12", "a", "sex=f", "1"});
  const Mapped quarter = with(gap, "2020-Q4");
  CHECK(quarter.rows("disaggregation", bounds) == Texts{"4|true|4|true", "4|true|4|true"});
  CHECK(quarter.rows("places", bounds) == Texts{"8|true|8|true"});
  CHECK(quarter.rows("results", {"year_to_date", "year_at_least"}) == Texts{"8|true"});
  CHECK(with(gap, "2020-12").rows("results", {"year_to_date", "year_at_least", "previous_at_least"}) ==
        Texts{"8|true|false"});
  CHECK(with(october, "2020-10").rows("results", {"year_to_date", "year_at_least"}) == Texts{"7|false"});
  CHECK(quarter.rows("series", {"month", "actual_at_least", "cumulative_at_least"}) ==
        Texts{"Oct|false|false", "Nov|false|true", "Dec|false|true"});

  // Nobody knows whom c would have counted, but that they were in c.
  ModelFacts::Rows lacking = october;
  lacking.push_back({"i", "2020-10", "b", "sex=f", "1"});
  lacking.push_back({"i", "2020-10", "c", "~", "~"});
  const Mapped places = with(lacking, "2020-10");
  CHECK(places.rows("disaggregation", bounds) == Texts{"4|true|4|true", "4|true|4|true"});
  CHECK(places.rows("places", bounds) == Texts{"7|false|7|false", "1|false|1|false"});

  // A record without a time may be of any place.
  ModelFacts::Rows undated = october;
  undated.push_back({"i", "Brachet", "~", "~", "5"});
  CHECK(with(undated, "2020-10").rows("places", bounds) == Texts{"7|true|7|true"});
}

TEST_CASE("an unknown partner is labelled as one", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("observation", {"indicator", "period", "disagg", "value"},
            {{"i", "2020-10", "partner=a", "3"}, {"i", "2020-10", "partner=u", "1"}});
  CHECK(tables_of(facts, "2020-10").rows("disaggregation", {"category", "category_label"}) ==
        Texts{"a|a", "u|unknown"});
}

TEST_CASE("places, texts and changed targets have rows of their own", "[model]") {
  ModelFacts facts;
  facts.with("location", {"loc_id", "name@en"}, {{"GE15", "Adjara"}})
      .with("indicator", {"indicator_id", "measure"}, {{"i", "~"}, {"q", "qualitative"}})
      .with("target", {"indicator", "scope", "value", "approved_on"},
            {{"i", "LOP", "90", "~"}, {"i", "LOP", "80", "2020-10-05"}})
      .with("observation", {"indicator", "period", "loc", "disagg", "value", "text"},
            {{"i", "2020-10", "GE15", "municipality=GE15", "3", "~"},
             {"i", "2020-10", "GE15", "municipality=unknown", "1", "~"},
             {"q", "2020-09", "~", "~", "~", "A first step"},
             {"q", "2020-10", "~", "~", "~", "A second step"}});
  const Mapped tables = tables_of(facts, "2020-10");
  CHECK(tables.rows("places", {"code", "place", "place_label", "period_actual"}) == Texts{"i|GE15|Adjara|4"});
  CHECK(tables.rows("disaggregation", {"category", "category_label", "period_actual"}) ==
        Texts{"GE15|Adjara|3", "unknown|unknown|1"});
  CHECK(tables.rows("texts", {"code", "period", "text"}) ==
        Texts{"q|October 2020|A second step", "q|September 2020|A first step"});
  CHECK(tables.rows("target_changes", {"code", "scope", "before", "after", "approved_on"}) ==
        Texts{"i|life of the project|90|80|2020-10-05"});
  CHECK(tables.rows("results", {"code", "text", "target"}) == Texts{"i|-|80", "q|A second step|-"});
}

TEST_CASE("findings, conflicts and a source's own table can be printed", "[model]") {
  ModelFacts facts = indicator();
  facts.with("target", {"indicator", "scope", "value"}, {{"i", "2020-10", "10"}});
  facts.with("observation", {"indicator", "period", "disagg", "value"}, {{"i", "2020-10", "sex=f", "5"}});
  facts.workspace.add("visits").add("place", Type::text);
  const Mapped tables = tables_of(facts, "2020-10");
  CHECK(tables.rows("conflicts", {"field", "chosen", "other", "rule"}) ==
        Texts{"value|3 (observation)|5 (observation)|same source"});
  CHECK(tables.rows("findings", {"id"}) == Texts{"D-01", "I-11"});
  CHECK(tables.workspace.find("visits") != nullptr);
  CHECK(tables.workspace.find("observation") == nullptr);
}

TEST_CASE("what sources disagree on is told by its names", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id", "code", "title@en"}, {{"i", "1.1", "Trained"}});
  facts.with("location", {"loc_id", "name@en"}, {{"mzekari", "Mzekari"}});
  const Texts fields{"indicator", "period", "disagg", "value"};
  facts.with("observation", fields, {{"i", "2020-10", "municipality=mzekari;sex=f", "3000"}});
  facts.add(
      raw_table(fields, {{"i", "2020-10", "municipality=mzekari;sex=f", "4000"}}, facts.workspace, "partner"),
      map_of("observation"), "partner");
  CHECK(tables_of(facts, "2020-10").rows("conflicts", {"what", "indicator", "chosen", "other", "open"}) ==
        Texts{"1.1 Trained, October 2020, Mzekari, women|i|3,000 (observation)|4,000 (partner)|true"});
}

TEST_CASE("why a conflict stands is told beside it, with the name of who said so", "[model]") {
  ModelFacts facts = indicator();
  for (const auto& [source, rank, value] :
       {std::tuple{"ledger", 100, "112"}, std::tuple{"partner", 60, "120"}})
    facts.add(
        raw_table({"indicator", "period", "value"}, {{"i", "2020-11", value}}, facts.workspace, source, rank),
        map_of("observation"));
  Workspace& merged = facts.merged();
  const auto& found = facts.findings.all();
  REQUIRE(ids_of(facts.findings) == Texts{"C-02"});
  facts.findings.let_stand(0, "The register stands at the door", "Nino Example");
  CHECK(found[0].subject == "observation=i 2020-11-01..2020-11-30;field=value");
  const Frame frame = frame_of("2020-11");
  Diagnostics more;
  const Figures figures = compute_figures(merged, frame, more);
  static const Locale english("en");
  const Catalogue words(english);
  Mapped tables;
  tables.workspace = report_tables(merged, figures, frame, words, facts.findings, tables.findings);
  CHECK(tables.rows("conflicts", {"chosen", "note"}) ==
        Texts{"112 (ledger)|The register stands at the door (Nino Example)"});
}

TEST_CASE("a need that was let stand is named by its words, not by its id", "[model]") {
  ModelFacts facts = indicator();
  facts.with("need", {"need_id", "text@en"}, {{"n-1", "free legal aid"}});
  Workspace& merged = facts.merged();
  const Frame frame = frame_of("2020-10");
  Diagnostics found;
  const Figures figures = compute_figures(merged, frame, found);
  found.add({"M-12",
             Severity::info,
             "no indicator and no activity addresses the need n-1",
             {},
             {},
             {},
             "need=n-1"});
  found.let_stand(found.all().size() - 1, "Another project does it", "Nino Example");
  static const Locale english("en");
  const Catalogue words(english);
  Mapped tables;
  tables.workspace = report_tables(merged, figures, frame, words, found, tables.findings);
  const Texts rows = tables.rows("explanations", {"about", "reason", "who"});
  REQUIRE(rows.size() == 1);
  CHECK(contains_text(rows[0], "(“free legal aid”)|Another project does it|Nino Example"));
}
