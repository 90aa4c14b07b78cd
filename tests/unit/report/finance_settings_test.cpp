#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

MoneyRules money_of(const std::string& toml) {
  const ReadReport read = read_report(least_head + toml + least_source);
  CHECK(short_texts(read.findings).empty());
  REQUIRE(read.report);
  return read.report->project.money;
}

}  // namespace

TEST_CASE("what the agreement allows has defaults that a report may change", "[report]") {
  const MoneyRules usual = money_of("[project]\ncurrency = \"NOK\"\n");
  CHECK(usual.currency == "NOK");
  CHECK(usual.rates == RatePolicy::monthly);
  CHECK(usual.shift_percent == 25);
  CHECK(usual.burn_points == 20);
  CHECK_FALSE(usual.variance_points);
  CHECK_FALSE(usual.contracts_above);
  const MoneyRules own = money_of(
      "[project]\nrates = \"tranches\"\n[finance]\nshift_limit = 10\nburn = 5\nvariance = 0\n"
      "contracts_above = 10000\n");
  CHECK(own.rates == RatePolicy::tranches);
  CHECK(own.shift_percent == 10);
  CHECK(own.burn_points == 5);
  CHECK(own.variance_points == 0);
  CHECK(own.contracts_above == Decimal(10000));
}

TEST_CASE("the financial report beside this one is read to the last digit", "[report]") {
  const MoneyRules rules = money_of(
      "[[finance.annex]]\nperiod = \"2025-12\"\nspent = \"16874.55\"\nto_date = 69012.30\n"
      "[[finance.annex]]\nperiod = \"2025-11\"\nline = \"1.1\"\n");
  REQUIRE(rules.annex.size() == 2);
  CHECK(rules.annex[0].spent == Decimal::parse("16874.55"));
  CHECK(rules.annex[0].to_date == Decimal::parse("69012.3"));
  CHECK(rules.annex[0].place.line == 4);
  CHECK(rules.annex[1].line == "1.1");
  CHECK_FALSE(rules.annex[1].spent);
}

TEST_CASE("settings of money that make no sense are findings", "[report]") {
  CHECK(findings_in(least_head +
                    "[project]\nrates = \"dayly\"\n[finance]\nshift_limit = 200\nvariance = \"some\"\n"
                    "contracts_above = \"ten\"\n[[finance.annex]]\nperiod = \"soon\"\n" +
                    least_source)
            .size() == 5);
  CHECK(contains_text(findings_in(least_head + "[project]\nrates = \"dayly\"\n" + least_source).front(),
                      "did you mean 'daily'?"));
}
