#include "model/across_time.hpp"

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

}  // namespace

TEST_CASE("what overlaps only in part has no total, and is not prorated", "[model]") {
  const Reports reports{value("2021-02", "20"), value("2021-02-15..2021-03-15", "50"),
                        value("2021-03", "12")};
  CHECK(to_date(rule("sum"), reports, "2021-03-31") == "<not_recorded>");
  CHECK(in(rule("sum"), reports, "2021-Q1") == "<not_recorded>");
  CHECK(in(rule("sum"), reports, "2021-03") == "12");
  CHECK(to_date(rule("latest"), reports, "2021-03-31") == "12");
  const Reports quarter{value("2021-Q1", "60"), value("2021-02", "20"), value("2021-04", "5")};
  CHECK(to_date(rule("sum"), quarter, "2021-04-30") == "65");
}

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

TEST_CASE("what cannot be added up has no total", "[model]") {
  for (const char* how : {"distinct", "none"}) {
    CHECK(in(rule(how), {value("2020-10", "5")}, "2020-Q4") == "5");
    CHECK(in(rule(how), {value("2020-10", "5"), value("2020-11", "6")}, "2020-Q4") == "<not_applicable>");
  }
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
  october.persons = {1, 2};
  Reported november = value("2020-11", "2");
  november.persons = {2, 3};
  CHECK(in(rule("distinct"), {october, november}, "2020-Q4") == "3");
  CHECK(in(rule("distinct"), {october, value("2020-11", "2")}, "2020-Q4") == "<not_applicable>");
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

TEST_CASE("a ratio is made of its pairs, else the latest percentage stands", "[model]") {
  CHECK(in(rule("ratio"), {share("2020-10", "30", "40"), share("2020-11", "5", "50")}, "2020-Q4") == "38.9");
  CHECK(in(rule("ratio"), {value("2020-10", "75"), value("2020-11", "10")}, "2020-Q4") == "10");
  CHECK(in(rule("ratio"), {share("2020-10", "0", "0")}, "2020-Q4") == "<not_applicable>");
}

TEST_CASE("a mean says how many values it is of", "[model]") {
  Evidence evidence;
  const Reports reports{value("2020-10", "3"), value("2020-12", "4")};
  const Quantity mean = value_in(rule("avg"), reports, period("2020-Q4"), day("2020-01-01"), evidence);
  CHECK(shown(mean) == "3.5");
  CHECK(mean.values == 2);
}

TEST_CASE("a value that straddles two periods belongs to where it ends, if the report says so", "[model]") {
  IndicatorRule by_end = rule("sum");
  by_end.by_end_date = true;
  const Reports reports{value("2020-10-15..2020-11-14", "7")};
  CHECK(in(by_end, reports, "2020-11") == "7");
  CHECK(in(by_end, reports, "2020-10") == "<not_recorded>");
  CHECK(in(rule("sum"), reports, "2020-11") == "<not_recorded>");
}

TEST_CASE("growth across a gap in cumulative values belongs to no single month", "[model]") {
  const IndicatorRule hours = rule("sum", true);
  CHECK(in(hours, {value("2020-10", "10"), value("2020-11", "18"), value("2020-12", "30")}, "2020-12") ==
        "12");
  CHECK(in(hours, {value("2020-10", "10"), value("2020-12", "30")}, "2020-12") == "<not_recorded>");
  CHECK(to_date(hours, {value("2020-10", "10"), value("2020-12", "30")}, "2020-12-31") == "30");
}

TEST_CASE("an opening balance is no total of months whose values are missing", "[model]") {
  Reported opening = value("2020-H1", "32");
  opening.opening = true;
  Reported missing;
  missing.period = period("2020-07");
  CHECK(to_date(rule("sum"), {opening}, "2020-07-31") == "32");
  CHECK(to_date(rule("sum"), {opening, missing}, "2020-07-31") == "<not_recorded>");
  CHECK(to_date(rule("sum"), {opening, missing, value("2020-08", "5")}, "2020-08-31") == "37");
}

TEST_CASE("different persons that are counted from the start have a total: the last count", "[model]") {
  const Reports reports{value("2020-10", "30"), value("2020-11", "45"), value("2020-12", "60")};
  CHECK(in(rule("distinct", true), reports, "2020-12") == "15");
  CHECK(to_date(rule("distinct", true), reports, "2020-12-31") == "60");
}

TEST_CASE("pairs that count from the start hold the earlier ones", "[model]") {
  const Reports reports{share("2020-10", "10", "20"), share("2020-11", "15", "60")};
  CHECK(to_date(rule("ratio", true), reports, "2020-12-31") == "25");
  CHECK(to_date(rule("ratio"), reports, "2020-12-31") == "31.3");
}
