#include "model/partition.hpp"

#include <random>

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts by_disagg{"indicator", "period", "disagg", "value"};

struct Read {
  IndicatorReports reports;
  Diagnostics findings;

  [[nodiscard]] std::string slice(const Slice& slice, std::size_t at = 0) const {
    return reports.slices.at(slice).at(at).value->to_string();
  }
};

Read read(const ModelFacts::Rows& rows) {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}}).with("observation", by_disagg, rows);
  IndicatorRule rule;
  rule.id = "i";
  const Workspace& merged = facts.merged();
  Read result;
  result.reports = Observations({rule}, merged, {}).read(0, merged.evidence, result.findings);
  return result;
}

}  // namespace

TEST_CASE("coarser parts are made of finer ones, and two categories at once are kept", "[model]") {
  const Read crossed = read({{"i", "2020-10", "age=18-24;sex=f", "3"},
                             {"i", "2020-10", "age=18-24;sex=m", "4"},
                             {"i", "2020-10", "age=25+;sex=f", "5"}});
  CHECK(crossed.slice({{"sex", "f"}}) == "8");
  CHECK(crossed.slice({{"age", "18-24"}}) == "7");
  CHECK(crossed.slice({{"age", "18-24"}, {"sex", "f"}}) == "3");
  CHECK(crossed.reports.totals.at(0).value->to_string() == "12");
}

TEST_CASE("the order of dimensions in a key does not matter", "[model]") {
  CHECK(key_text(categories_in("sex=f;age=18-24")) == "age=18-24;sex=f");
  CHECK(read({{"i", "2020-10", "sex=f;age=18-24", "3"}}).slice({{"age", "18-24"}, {"sex", "f"}}) == "3");
}

TEST_CASE("I-05: finer parts that contradict a published part, which stands", "[model]") {
  const Read wrong = read({{"i", "2020-10", "sex=f", "10"},
                           {"i", "2020-10", "sex=m", "4"},
                           {"i", "2020-10", "age=18-24;sex=f", "5"},
                           {"i", "2020-10", "age=25+;sex=f", "7"},
                           {"i", "2020-10", "age=25+;sex=m", "4"}});
  REQUIRE(ids_of(wrong.findings) == Texts{"I-05"});
  CHECK(wrong.findings.all()[0].message == "i 2020-10: the parts by age;sex add up to 12, sex=f says 10");
  CHECK(wrong.slice({{"sex", "f"}}) == "10");
  CHECK(wrong.reports.totals.at(0).value->to_string() == "14");
}

TEST_CASE("I-05: two breakdowns of the same people that make two sums", "[model]") {
  const Read two = read({{"i", "2020-10", "sex=f", "10"},
                         {"i", "2020-10", "sex=m", "4"},
                         {"i", "2020-10", "age=18-24", "8"},
                         {"i", "2020-10", "age=25+", "8"}});
  REQUIRE(ids_of(two.findings) == Texts{"I-05"});
  CHECK(two.findings.all()[0].message == "i 2020-10: the parts by sex add up to 14, the parts by age to 16");
}

TEST_CASE("a category that every other period has is missing, not zero", "[model]") {
  const Read late = read({{"i", "2020-10", "sex=f", "3"},
                          {"i", "2020-10", "sex=m", "4"},
                          {"i", "2020-11", "sex=f", "3"},
                          {"i", "2020-11", "sex=m", "4"},
                          {"i", "2020-12", "sex=m", "4"}});
  CHECK(late.reports.totals.size() == 2);
  REQUIRE(ids_of(late.findings) == Texts{"I-04"});
  CHECK(late.findings.all()[0].message ==
        "indicator i has no value for sex=f in 2020-12; without it there is no total");
}

TEST_CASE("complete disaggregations sum to totals", "[model][property]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  for (int round = 0; round < 200; ++round) {
    ModelFacts::Rows rows;
    Decimal total;
    const unsigned ages = 1 + below(4);
    for (unsigned age = 0; age < ages; ++age)
      for (const char* sex : {"f", "m", "u"}) {
        const std::int64_t people = below(1000);
        total += Decimal(people);
        rows.push_back(
            {"i", "2020-10", "age=" + std::to_string(age) + ";sex=" + sex, std::to_string(people)});
      }
    std::shuffle(rows.begin(), rows.end(), random);
    const Read one = read(rows);
    REQUIRE(one.findings.all().empty());
    REQUIRE(one.reports.totals.at(0).value == total);
    std::map<std::string, Decimal> sums;
    for (const auto& [slice, reports] : one.reports.slices)
      sums[dimensions_text(slice)] += *reports.at(0).value;
    for (const char* by : {"age", "sex", "age;sex"}) REQUIRE(sums.at(by) == total);
  }
}
