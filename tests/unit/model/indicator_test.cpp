#include "model/indicator.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

Decimal number(const char* text) {
  return Decimal::parse(text).value();
}
Period period(const char* text) {
  return parse_period(text).value();
}
Date day(const char* iso) {
  return parse_iso_date(iso).value();
}

Reported value(const char* when, const char* what) {
  Reported reported;
  reported.period = period(when);
  reported.value = number(what);
  return reported;
}
Reported share(const char* when, const char* num, const char* den) {
  Reported reported;
  reported.period = period(when);
  reported.num = number(num);
  reported.den = number(den);
  return reported;
}

IndicatorRule rule(const char* agg_time, bool cumulative = false) {
  IndicatorRule made;
  made.agg_time = agg_time;
  made.cumulative = cumulative;
  if (made.agg_time == "ratio") made.measure = "percent";
  return made;
}

std::string shown(const Quantity& quantity, int decimals = 12) {
  return quantity.value ? quantity.value->round_half_up(decimals).to_string()
                        : "<" + std::string(name_of(quantity.mark)) + ">";
}
std::string in(const IndicatorRule& rule, const Reports& reports, const char* when,
               const char* start = "2020-01-01") {
  Evidence evidence;
  return shown(value_in(rule, reports, period(when), day(start), evidence), 1);
}
std::string to_date(const IndicatorRule& rule, const Reports& reports, const char* until) {
  Evidence evidence;
  return shown(value_to_date(rule, reports, day(until), evidence), 1);
}

Quantity quantity(const char* text) {
  Quantity made;
  made.value = number(text);
  return made;
}
std::string achieved(const char* direction, const char* baseline, const char* actual, const char* target) {
  IndicatorRule made = rule("sum");
  made.direction = direction;
  if (*baseline != 0) made.baseline = quantity(baseline);
  Evidence evidence;
  return shown(achievement(made, *actual != 0 ? quantity(actual) : Quantity{},
                           *target != 0 ? quantity(target) : Quantity{}, evidence),
               3);
}

}  // namespace

TEST_CASE("sums add up the months of the period and of the project", "[model]") {
  const Reports reports{value("2020-09", "7"), value("2020-10", "1"), value("2020-12", "4")};
  CHECK(in(rule("sum"), reports, "2020-Q4") == "5");
  CHECK(in(rule("sum"), reports, "2020-12") == "4");
  CHECK(to_date(rule("sum"), reports, "2020-12-31") == "12");
  CHECK(to_date(rule("sum"), reports, "2020-11-30") == "8");
}

TEST_CASE("missing is not zero, and zero is not missing", "[model]") {
  CHECK(in(rule("sum"), {value("2020-10", "1")}, "2020-11") == "<not_recorded>");
  CHECK(in(rule("sum"), {value("2020-11", "0")}, "2020-11") == "0");
  CHECK(to_date(rule("sum"), {}, "2020-12-31") == "<not_recorded>");
}

TEST_CASE("a period that only straddles is not prorated", "[model]") {
  CHECK(in(rule("sum"), {value("2020-Q4", "9")}, "2020-12") == "<not_recorded>");
  CHECK(in(rule("sum"), {value("2020-Q4", "9")}, "2020") == "9");
}

TEST_CASE("a quarter reported beside its months is not counted twice", "[model]") {
  const Reports reports{value("2020-10", "1"), value("2020-Q4", "9"), value("2020-11", "3"),
                        value("2020-12", "5")};
  CHECK(in(rule("sum"), reports, "2020-Q4") == "9");
  CHECK(in(rule("sum"), reports, "2020-11") == "3");
  CHECK(to_date(rule("sum"), reports, "2020-12-31") == "9");
  CHECK(to_date(rule("sum"), reports, "2020-11-30") == "4");
}

TEST_CASE("a cumulative total is the last value, not the sum (akvo-rsr 5211)", "[model]") {
  const Reports reports{value("2020-10", "10"), value("2020-11", "25"), value("2020-12", "40")};
  CHECK(to_date(rule("sum", true), reports, "2020-12-31") == "40");
  CHECK(to_date(rule("sum", true), reports, "2020-11-30") == "25");
  CHECK(in(rule("sum", true), reports, "2020-12") == "15");
  CHECK(in(rule("sum", true), reports, "2020-Q4", "2020-10-01") == "40");
}

TEST_CASE("a cumulative total does not decrease from one period to the next (akvo-rsr 5212)", "[model]") {
  const Reports reports{value("2020-10", "10"), value("2020-12", "40")};
  CHECK(to_date(rule("sum", true), reports, "2020-10-31") == "10");
  CHECK(to_date(rule("sum", true), reports, "2020-11-30") == "10");
  CHECK(to_date(rule("sum", true), reports, "2020-12-31") == "40");
}

TEST_CASE("a late correction of period 1 does not become the value of period 3 (akvo-rsr 5241)", "[model]") {
  const Reports corrected{value("2020-10", "12"), value("2020-11", "25"), value("2020-12", "40")};
  CHECK(to_date(rule("sum", true), corrected, "2020-12-31") == "40");
  CHECK(in(rule("sum", true), corrected, "2020-11") == "13");
}

TEST_CASE("a cumulative value whose beginning is unknown gives no figure for the period", "[model]") {
  CHECK(in(rule("sum", true), {value("2020-12", "40")}, "2020-12", "2020-01-01") == "<not_recorded>");
  CHECK(in(rule("sum", true), {value("2020-12", "40")}, "2020-12", "2020-12-01") == "40");
  CHECK(in(rule("sum", true), {value("2020-10", "40")}, "2020-12") == "<not_recorded>");
}

TEST_CASE("the last value is the one of the period that ends last", "[model]") {
  const Reports reports{value("2020-10", "3"), value("2020-Q4", "9"), value("2020-11", "5")};
  CHECK(in(rule("latest"), reports, "2020-Q4") == "9");
  CHECK(to_date(rule("latest"), reports, "2020-12-31") == "9");
  CHECK(to_date(rule("sum", true), reports, "2020-12-31") == "9");
  CHECK(to_date(rule("latest"), reports, "2020-11-30") == "5");
}

TEST_CASE("peaks and means take what was reported", "[model]") {
  const Reports reports{value("2020-10", "-3"), value("2020-12", "-4")};
  CHECK(in(rule("max"), reports, "2020-Q4") == "-3");
  CHECK(in(rule("avg"), reports, "2020-Q4") == "-3.5");
}

TEST_CASE("percentages are never averaged: 30 of 40 and 5 of 50 are 38.9", "[model]") {
  CHECK(in(rule("ratio"), {share("2020-10", "30", "40"), share("2020-11", "5", "50")}, "2020-Q4") == "38.9");
  CHECK(in(rule("ratio"), {value("2020-10", "75"), value("2020-11", "10")}, "2020-Q4") == "10");
  CHECK(in(rule("ratio"), {share("2020-10", "0", "0")}, "2020-Q4") == "<not_applicable>");
}

TEST_CASE("what cannot be added up has no total", "[model]") {
  for (const char* how : {"distinct", "none"}) {
    CHECK(in(rule(how), {value("2020-10", "5")}, "2020-Q4") == "5");
    CHECK(in(rule(how), {value("2020-10", "5"), value("2020-11", "6")}, "2020-Q4") == "<not_applicable>");
  }
}

TEST_CASE("achievement counts from the baseline where less is better", "[model]") {
  CHECK(achieved("down", "400", "300", "200") == "0.5");
  CHECK(achieved("down", "", "300", "200") == "<not_applicable>");
  CHECK(achieved("down", "200", "300", "200") == "<not_applicable>");
  CHECK(achieved("up", "20", "41", "50") == "0.82");
  CHECK(achieved("up", "", "150", "100") == "1.5");
  CHECK(achieved("up", "", "5", "0") == "<not_applicable>");
  CHECK(achieved("up", "", "5", "") == "<not_applicable>");
  CHECK(achieved("up", "", "", "50") == "<not_recorded>");
  CHECK(achieved("up", "", "0", "50") == "0");
}

TEST_CASE("achievement can be counted from the baseline where more is better", "[model]") {
  IndicatorRule made = rule("sum");
  made.baseline = quantity("20");
  Evidence evidence;
  CHECK(shown(achievement(made, quantity("41"), quantity("50"), evidence, true), 3) == "0.7");
  CHECK(shown(achievement(made, quantity("41"), quantity("50"), evidence), 3) == "0.82");
}

TEST_CASE("an opening balance is in every total to date and in no period", "[model]") {
  Reported opening = value("2020-01-01..2020-09-30", "100");
  opening.opening = true;
  const Reports reports{opening, value("2020-09", "7"), value("2020-10", "5"), value("2020-11", "6")};
  CHECK(to_date(rule("sum"), reports, "2020-11-30") == "111");
  CHECK(to_date(rule("sum"), reports, "2020-10-31") == "105");
  CHECK(in(rule("sum"), reports, "2020") == "18");
  CHECK(in(rule("sum"), reports, "2020-09") == "7");
  CHECK(to_date(rule("max"), reports, "2020-11-30") == "100");
  CHECK(to_date(rule("latest"), reports, "2020-11-30") == "6");
  CHECK(to_date(rule("latest"), {opening}, "2020-11-30") == "100");
}

TEST_CASE("cumulative values go on from the opening balance", "[model]") {
  Reported opening = value("2020-01-01..2020-09-30", "100");
  opening.opening = true;
  const Reports reports{opening, value("2020-10", "112")};
  CHECK(in(rule("sum", true), reports, "2020-10") == "12");
  CHECK(to_date(rule("sum", true), reports, "2020-10-31") == "112");
  CHECK(in(rule("sum", true), {opening}, "2020-09") == "<not_recorded>");
}

TEST_CASE("who came twice is one person", "[model]") {
  Reported october = value("2020-10", "2");
  october.ids = {"a", "b"};
  Reported november = value("2020-11", "2");
  november.ids = {"b", "c"};
  CHECK(in(rule("distinct"), {october, november}, "2020-Q4") == "3");
  CHECK(in(rule("distinct"), {october, value("2020-11", "2")}, "2020-Q4") == "<not_applicable>");
}

TEST_CASE("deviation is measured against the size of the target", "[model]") {
  Evidence evidence;
  CHECK(shown(deviation(quantity("80"), quantity("100"), evidence)) == "-0.2");
  CHECK(shown(deviation(quantity("-80"), quantity("-100"), evidence)) == "0.2");
  CHECK(shown(deviation(quantity("1"), quantity("0"), evidence)) == "<not_applicable>");
  CHECK(shown(deviation(Quantity{}, quantity("1"), evidence)) == "<not_recorded>");
}

TEST_CASE("what happened before the project began is not project to date", "[model]") {
  Evidence evidence;
  Reports reports(2);
  reports[0].period = parse_period("2019-12").value();
  reports[0].value = Decimal(100);
  reports[1].period = parse_period("2020-01").value();
  reports[1].value = Decimal(5);
  const Date start = *make_date(2020, 1, 1);
  CHECK(value_to_date({}, reports, *make_date(2020, 12, 31), evidence, start).value == Decimal(5));
  CHECK(value_to_date({}, reports, *make_date(2020, 12, 31), evidence).value == Decimal(105));
}
