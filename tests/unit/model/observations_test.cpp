#include "model/observations.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

struct Read {
  IndicatorReports reports;
  Diagnostics findings;

  [[nodiscard]] std::string total() const {
    if (reports.totals.empty()) return "none";
    return reports.totals[0].value ? reports.totals[0].value->to_string() : "no value";
  }
  [[nodiscard]] std::string category(const std::string& dimension, const std::string& name) const {
    return reports.slices.at({{dimension, name}}).at(0).value->to_string();
  }
};

Read read(const Texts& fields, const ModelFacts::Rows& rows, const IndicatorRule& given = {}) {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}}).with("observation", fields, rows);
  IndicatorRule rule = given;
  rule.id = "i";
  Read result;
  const std::vector<IndicatorRule> rules{rule};
  const Workspace& merged = facts.merged();
  result.reports = Observations(rules, merged, {}).read(0, merged.evidence, result.findings);
  CHECK(facts.findings.all().empty());
  return result;
}

const Texts by_disagg{"indicator", "period", "disagg", "value"};
const Texts by_partner{"indicator", "period", "reporter_org", "value"};

}  // namespace

TEST_CASE("a total that nobody reported is the sum of a disaggregation", "[model]") {
  const Read sexes = read(by_disagg, {{"i", "2020-10", "sex=f", "3"}, {"i", "2020-10", "sex=m", "4"}});
  CHECK(sexes.total() == "7");
  CHECK(sexes.category("sex", "f") == "3");
  CHECK(sexes.findings.all().empty());
}

TEST_CASE("a total that differs from its parts blocks (TolaActivity 667)", "[model]") {
  const Read wrong =
      read(by_disagg,
           {{"i", "2020-10", "~", "8"}, {"i", "2020-10", "sex=f", "3"}, {"i", "2020-10", "sex=m", "4"}});
  CHECK(wrong.total() == "8");
  REQUIRE(ids_of(wrong.findings) == Texts{"I-05"});
  CHECK(wrong.findings.all()[0].severity == Severity::block);
  CHECK(wrong.findings.all()[0].message == "i 2020-10: the parts by sex add up to 7, the total says 8");
}

TEST_CASE("people of unknown sex complete a disaggregation", "[model]") {
  CHECK(read(by_disagg, {{"i", "2020-10", "~", "8"},
                         {"i", "2020-10", "sex=f", "3"},
                         {"i", "2020-10", "sex=m", "4"},
                         {"i", "2020-10", "sex=u", "1"}})
            .findings.all()
            .empty());
}

TEST_CASE("a category reported alone and again by another dimension counts once", "[model]") {
  const Read both = read(by_disagg, {{"i", "2020-10", "sex=f", "3"},
                                     {"i", "2020-10", "sex=m", "4"},
                                     {"i", "2020-10", "age=young;sex=f", "1"},
                                     {"i", "2020-10", "age=old;sex=f", "2"},
                                     {"i", "2020-10", "age=young;sex=m", "4"}});
  CHECK(both.total() == "7");
  CHECK(both.category("sex", "f") == "3");
  CHECK(both.category("sex", "m") == "4");
  CHECK(both.category("age", "young") == "5");
}

TEST_CASE("partners add up, unless they may count the same people", "[model]") {
  const ModelFacts::Rows rows{{"i", "2020-10", "a", "3"}, {"i", "2020-10", "b", "4"}};
  CHECK(read(by_partner, rows).total() == "7");
  IndicatorRule rule;
  rule.overlap = true;
  CHECK(read(by_partner, rows, rule).total() == "4");
  rule.overlap = false;
  rule.agg_space = "avg";
  CHECK(read(by_partner, rows, rule).total() == "3.5");
}

TEST_CASE("a mean over partners leaves out the one without a value", "[model]") {
  IndicatorRule rule;
  rule.agg_space = "avg";
  const Texts fields{"indicator", "period", "reporter_org", "value", "num"};
  CHECK(
      read(
          fields,
          {{"i", "2020-10", "a", "3", "~"}, {"i", "2020-10", "b", "5", "~"}, {"i", "2020-10", "c", "~", "1"}},
          rule)
          .total() == "4");
}

TEST_CASE("within one partner categories add up even where partners may overlap", "[model]") {
  IndicatorRule rule;
  rule.overlap = true;
  const Texts fields{"indicator", "period", "reporter_org", "disagg", "value"};
  const Read overlapping = read(fields,
                                {{"i", "2020-10", "a", "age=old;sex=f", "3"},
                                 {"i", "2020-10", "a", "age=young;sex=f", "4"},
                                 {"i", "2020-10", "b", "age=old;sex=f", "5"}},
                                rule);
  CHECK(overlapping.category("sex", "f") == "7");
  CHECK(overlapping.total() == "7");
}

TEST_CASE("percentages of several partners without their numbers have no total", "[model]") {
  IndicatorRule rule;
  rule.measure = "percent";
  rule.agg_time = "ratio";
  const Read plain = read(by_partner, {{"i", "2020-10", "a", "40"}, {"i", "2020-10", "b", "50"}}, rule);
  CHECK(plain.total() == "no value");
  REQUIRE(ids_of(plain.findings) == Texts{"I-10"});
  CHECK(contains_text(plain.findings.all()[0].message,
                      "i 2020-10: several percentages without numerator and denominator have no total"));
  CHECK(read(by_partner, {{"i", "2020-10", "a", "40"}}, rule).total() == "40");
  CHECK(read(by_disagg, {{"i", "2020-10", "sex=f", "40"}, {"i", "2020-10", "sex=m", "50"}}, rule).total() ==
        "no value");
}

TEST_CASE("a figure's evidence is the record that says it, not the one that lost", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}});
  facts.add(
      raw_table({"indicator", "period", "value"}, {{"i", "2020-10", "112"}}, facts.workspace, "ledger", 100),
      map_of("observation"));
  facts.add(
      raw_table({"indicator", "period", "value"}, {{"i", "2020-10", "120"}}, facts.workspace, "minutes", 40),
      map_of("observation"));
  Workspace& merged = facts.merged();
  IndicatorRule rule;
  rule.id = "i";
  Diagnostics findings;
  const std::vector<IndicatorRule> rules{rule};
  const IndicatorReports reports = Observations(rules, merged, {}).read(0, merged.evidence, findings);
  const auto refs = merged.evidence.refs(merged.evidence.join(reports.totals.at(0).evidence));
  REQUIRE(refs.size() == 1);
  CHECK(merged.evidence.origin(refs[0]).source == "ledger");
}

TEST_CASE("a sum without one of its parts is no total, because missing is not zero", "[model]") {
  const Read partly = read(by_disagg, {{"i", "2020-10", "sex=f", "~"}, {"i", "2020-10", "sex=m", "29"}});
  CHECK(partly.total() == "none");
  CHECK(partly.category("sex", "m") == "29");
  REQUIRE(ids_of(partly.findings) == Texts{"I-04"});
  CHECK(partly.findings.all()[0].message ==
        "indicator i has no value for sex=f in 2020-10; without it there is no total");
}

TEST_CASE("a reported total stands even where a part is missing", "[model]") {
  const Read partly =
      read(by_disagg,
           {{"i", "2020-10", "~", "60"}, {"i", "2020-10", "sex=m", "29"}, {"i", "2020-10", "sex=f", "~"}});
  CHECK(partly.total() == "60");
}

TEST_CASE("a pair with the denominator 0 is left out and told", "[model]") {
  IndicatorRule rule;
  rule.measure = "percent";
  rule.agg_time = "ratio";
  const Texts pairs{"indicator", "period", "num", "den"};
  const Read none = read(pairs, {{"i", "2020-10", "47", "0"}}, rule);
  CHECK(none.total() == "none");
  CHECK(ids_of(none.findings) == Texts{"I-10"});
  CHECK(ids_of(read(pairs, {{"i", "2020-10", "60", "54"}}, rule).findings) == Texts{"I-09"});
}

TEST_CASE("negative and fractional counts are told", "[model]") {
  IndicatorRule rule;
  rule.decimals = 0;
  const Texts values{"indicator", "period", "value"};
  CHECK(ids_of(read(values, {{"i", "2020-10", "-40"}}, rule).findings) == Texts{"I-15"});
  CHECK(ids_of(read(values, {{"i", "2020-10", "40.5"}}, rule).findings) == Texts{"I-14"});
  rule.decimals = 1;
  CHECK(read(values, {{"i", "2020-10", "40.5"}}, rule).findings.all().empty());
}

TEST_CASE("a place that is late keeps its last cumulative value (akvo-rsr 5212)", "[model]") {
  IndicatorRule rule;
  rule.cumulative = true;
  const Read late = read(
      {"indicator", "period", "loc", "value"},
      {{"i", "2020-10", "batumi", "30"}, {"i", "2020-10", "poti", "20"}, {"i", "2020-11", "batumi", "35"}},
      rule);
  REQUIRE(late.reports.totals.size() == 2);
  CHECK(late.reports.totals[1].value->to_string() == "55");
  REQUIRE(ids_of(late.findings) == Texts{"I-04"});
  CHECK(late.findings.all()[0].message ==
        "indicator i has no value of poti for 2020-11; the last one before stands in");
}

TEST_CASE("figures stay apart by place", "[model]") {
  const Read two =
      read({"indicator", "period", "loc", "reporter_org", "value"}, {{"i", "2020-10", "batumi", "a", "3"},
                                                                     {"i", "2020-10", "batumi", "b", "4"},
                                                                     {"i", "2020-10", "poti", "a", "5"}});
  CHECK(two.reports.places.at("batumi").at(0).value->to_string() == "7");
  CHECK(two.reports.places.at("poti").at(0).value->to_string() == "5");
  CHECK(two.total() == "12");
}

TEST_CASE("what cannot be added across places has parts and no total", "[model]") {
  IndicatorRule rule;
  rule.agg_space = "none";
  const Read apart = read({"indicator", "period", "loc", "value"},
                          {{"i", "2020-10", "batumi", "3"}, {"i", "2020-10", "poti", "4"}}, rule);
  CHECK(apart.total() == "no value");
  CHECK(apart.reports.places.at("poti").at(0).value->to_string() == "4");
}

TEST_CASE("persons with an id are counted once, whatever the group and the place", "[model]") {
  IndicatorRule rule;
  rule.agg_time = "distinct";
  rule.agg_space = "none";
  const Read people = read({"indicator", "period", "loc", "disagg", "id"},
                           {{"i", "2020-10", "batumi", "sex=f", "P-1"},
                            {"i", "2020-10", "poti", "sex=f", "p-1"},
                            {"i", "2020-10", "poti", "sex=m", "P-2"}},
                           rule);
  CHECK(people.reports.totals.at(0).persons.size() == 2);
  CHECK(people.category("sex", "f") == "1");
  CHECK(people.findings.all().empty());
}

TEST_CASE("an opening balance has categories, and covers what was reported before it", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("opening", {"indicator", "disagg", "value", "as_of"},
            {{"i", "sex=f", "60", "2020-09-30"}, {"i", "sex=m", "40", "2020-09-30"}})
      .with("observation", by_disagg, {{"i", "2020-09", "sex=f", "6"}, {"i", "2020-10", "sex=f", "5"}});
  IndicatorRule rule;
  rule.id = "i";
  Diagnostics findings;
  const std::vector<IndicatorRule> rules{rule};
  const Workspace& merged = facts.merged();
  const IndicatorReports reports =
      Observations(rules, merged, {parse_iso_date("2020-01-01"), {}}).read(0, merged.evidence, findings);
  const Reports& totals = reports.totals;
  REQUIRE(totals.size() == 3);
  CHECK(totals[0].opening);
  CHECK(totals[0].value->to_string() == "100");
  CHECK(reports.slices.at({{"sex", "f"}}).size() == 3);
  CHECK(
      short_texts(findings) ==
      Texts{
          "D-10 source \"opening\", record 2 indicator i: values of 1 period up to 2020-09-30 are in its "
          "opening "
          "balance already | they are counted once; correct as_of of the opening balance if that is wrong"});
}

TEST_CASE("a quarter reported beside its months is told", "[model]") {
  const Texts values{"indicator", "period", "value"};
  const Read both = read(values, {{"i", "2020-10", "3"}, {"i", "2020-Q4", "9"}});
  CHECK(ids_of(both.findings) == Texts{"D-10"});
}

TEST_CASE("periods that overlap only in part are told as that", "[model]") {
  const Texts values{"indicator", "period", "value"};
  const Read parts =
      read(values, {{"i", "2021-Q1", "60"}, {"i", "2021-02", "20"}, {"i", "2021-03-15..2021-04-15", "50"}});
  REQUIRE(ids_of(parts.findings) == Texts{"D-10", "D-10"});
  const Diagnostic& told = parts.findings.all()[1];
  CHECK(told.message == "indicator i has values for 2021-Q1 and for 2021-03-15..2021-04-15, which overlap");
  CHECK(told.hint == "correct a period: neither is a part of the other, and together they have no total");
}

TEST_CASE("a row without a partner is the total of the partners beside it", "[model]") {
  const Read same =
      read(by_partner, {{"i", "2020-10", "~", "12"}, {"i", "2020-10", "a", "5"}, {"i", "2020-10", "b", "7"}});
  CHECK(same.total() == "12");
  CHECK(same.findings.all().empty());

  const Read more =
      read(by_partner, {{"i", "2020-10", "~", "13"}, {"i", "2020-10", "a", "5"}, {"i", "2020-10", "b", "7"}});
  CHECK(more.total() == "13");
  REQUIRE(ids_of(more.findings) == Texts{"I-05"});
  CHECK(more.findings.all()[0].severity == Severity::block);
  CHECK(more.findings.all()[0].message == "i 2020-10: the parts by partner add up to 12, the total says 13");

  // What is less than the others is of somebody else.
  const Read rest =
      read(by_partner, {{"i", "2020-10", "~", "3"}, {"i", "2020-10", "a", "5"}, {"i", "2020-10", "b", "7"}});
  CHECK(rest.total() == "15");
  REQUIRE(ids_of(rest.findings) == Texts{"I-05"});
  CHECK(rest.findings.all()[0].severity == Severity::error);
  CHECK(rest.findings.all()[0].message ==
        "i 2020-10: the parts by partner add up to 12, the row beside them says 3 and is added");

  const Read empty =
      read(by_partner, {{"i", "2020-10", "~", "~"}, {"i", "2020-10", "a", "5"}, {"i", "2020-10", "b", "7"}});
  CHECK(empty.total() == "12");
  CHECK(empty.findings.all().empty());
  // Another month is no part of it.
  CHECK(read(by_partner, {{"i", "2020-10", "~", "12"}, {"i", "2020-11", "a", "5"}}).total() == "12");
}

TEST_CASE("what is counted from the start, or is there at the moment, has totals beside its parts too",
          "[model]") {
  IndicatorRule rule;
  rule.cumulative = GENERATE(true, false);
  rule.agg_time = rule.cumulative ? "sum" : "latest";
  const auto with = [&](const ModelFacts::Rows& more) {
    ModelFacts::Rows rows{{"i", "2020-10", "a", "5"}, {"i", "2020-10", "b", "7"}};
    rows.insert(rows.end(), more.begin(), more.end());
    return read(by_partner, rows, rule);
  };
  const Read same = with({{"i", "2020-10", "~", "12"}});
  CHECK(same.total() == "12");
  CHECK(same.findings.all().empty());
  const Read more = with({{"i", "2020-10", "~", "13"}});
  CHECK(more.total() == "13");
  CHECK(ids_of(more.findings) == Texts{"I-05"});
  const auto in_november = [](const Read& read) { return read.reports.totals.at(1).value->to_string(); };
  // The total alone, or its parts alone, tell of all.
  const Read alone = with({{"i", "2020-10", "~", "12"}, {"i", "2020-11", "~", "14"}});
  CHECK(in_november(alone) == "14");
  CHECK(alone.findings.all().empty());
  const Read parts =
      with({{"i", "2020-10", "~", "12"}, {"i", "2020-11", "a", "6"}, {"i", "2020-11", "b", "8"}});
  CHECK(in_november(parts) == "14");
  CHECK(parts.findings.all().empty());
  // Of a part that is late the last value stands in; the total of October does not.
  CHECK(in_november(with({{"i", "2020-10", "~", "12"}, {"i", "2020-11", "a", "6"}})) == "13");
  // What was less than the others is of somebody else, and is carried on.
  CHECK(in_november(with(
            {{"i", "2020-10", "~", "3"}, {"i", "2020-11", "a", "6"}, {"i", "2020-11", "b", "8"}})) == "17");
}

TEST_CASE("totals of totals: a partner's places, and all of them", "[model]") {
  const Texts fields{"indicator", "period", "reporter_org", "activity", "value"};
  const ModelFacts::Rows parts{{"i", "2020-10", "a", "x", "5"}, {"i", "2020-10", "a", "y", "7"}};
  const auto with = [&](ModelFacts::Rows more) {
    more.insert(more.end(), parts.begin(), parts.end());
    return read(fields, more);
  };
  const Read nested = with(
      {{"i", "2020-10", "~", "~", "20"}, {"i", "2020-10", "a", "~", "12"}, {"i", "2020-10", "b", "~", "8"}});
  CHECK(nested.total() == "20");
  CHECK(nested.findings.all().empty());
  // By partner and by activity: the same people twice.
  const Read crossing = with(
      {{"i", "2020-10", "a", "~", "12"}, {"i", "2020-10", "~", "x", "5"}, {"i", "2020-10", "~", "y", "7"}});
  CHECK(crossing.total() == "12");
  CHECK(crossing.findings.all().empty());
}

TEST_CASE("the categories of a total stand for those of its parts", "[model]") {
  const Texts fields{"indicator", "period", "reporter_org", "disagg", "value"};
  const ModelFacts::Rows total{{"i", "2020-10", "~", "sex=f", "9"}, {"i", "2020-10", "~", "sex=m", "3"}};
  const auto with = [&](const ModelFacts::Rows& parts) {
    ModelFacts::Rows rows = total;
    rows.insert(rows.end(), parts.begin(), parts.end());
    return read(fields, rows);
  };
  const Read plain = with({{"i", "2020-10", "a", "~", "5"}, {"i", "2020-10", "b", "~", "7"}});
  CHECK(plain.total() == "12");
  CHECK(plain.category("sex", "f") == "9");
  const Read divided = with({{"i", "2020-10", "a", "sex=f", "9"}, {"i", "2020-10", "b", "sex=m", "3"}});
  CHECK(divided.total() == "12");
  CHECK(divided.category("sex", "f") == "9");
  CHECK(divided.findings.all().empty());
}

TEST_CASE("the row of a region is the total of the places in it", "[model]") {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}})
      .with("location", {"loc_id", "parent"}, {{"r", "~"}, {"a", "r"}, {"b", "r"}, {"c", "~"}})
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"i", "2020-10", "a", "5"},
             {"i", "2020-10", "b", "7"},
             {"i", "2020-10", "c", "1"},
             {"i", "2020-10", "r", "12"}});
  IndicatorRule rule;
  rule.id = "i";
  const std::vector<IndicatorRule> rules{rule};
  const Workspace& merged = facts.merged();
  Diagnostics findings;
  const IndicatorReports reports = Observations(rules, merged, {}).read(0, merged.evidence, findings);
  CHECK(reports.totals.at(0).value->to_string() == "13");
  CHECK(reports.places.at("r").at(0).value->to_string() == "12");
  CHECK(reports.places.at("a").at(0).value->to_string() == "5");
  CHECK(findings.all().empty());
}
