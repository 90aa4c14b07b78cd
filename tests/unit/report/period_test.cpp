#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;

namespace {

Report december_report() {
  ReadReport read = read_report(least_head + "period = \"2020-12\"\n" + least_source +
                                "[project]\nstart = 2019-12-15\nend = 2022-11-10\n");
  REQUIRE(short_texts(read.findings).empty());
  return *read.report;
}

Date day(std::string_view iso) {
  return parse_iso_date(iso).value();
}

}  // namespace

TEST_CASE("the command line's period comes before the report's", "[report]") {
  Diagnostics findings;
  const Report report = december_report();
  CHECK(reporting_period(report, "", day("2021-01-05"), findings) == parse_period("2020-12"));
  CHECK(reporting_period(report, "2020-Q4", day("2021-01-05"), findings) == parse_period("2020-Q4"));
  CHECK(reporting_period(report, "previous-month", day("2021-01-05"), findings) == parse_period("2020-12"));
  CHECK(short_texts(findings).empty());
}

TEST_CASE("the project's start and end cut the first and last period", "[report]") {
  Diagnostics findings;
  const Report report = december_report();
  CHECK(reporting_period(report, "2019-12", day("2021-01-05"), findings) ==
        Period{day("2019-12-15"), day("2019-12-31")});
  CHECK(reporting_period(report, "2022-Q4", day("2021-01-05"), findings) ==
        Period{day("2022-10-01"), day("2022-11-10")});
}

TEST_CASE("a period outside the project blocks the report", "[report]") {
  Diagnostics findings;
  CHECK_FALSE(reporting_period(december_report(), "2018", day("2021-01-05"), findings));
  REQUIRE(findings.all().size() == 1);
  CHECK(short_text(findings.all()[0]) ==
        "S-03 --period the period 2018 lies outside the project | the project runs from 2019-12-15 to "
        "2022-11-10");
  CHECK(findings.all()[0].severity == Severity::block);
}

TEST_CASE("what is no period is found where it was written", "[report]") {
  Diagnostics findings;
  Report report = december_report();
  CHECK_FALSE(reporting_period(report, "previous-mnth", day("2021-01-05"), findings));
  report.period_text = "Xmas";
  CHECK_FALSE(reporting_period(report, "", day("2021-01-05"), findings));
  CHECK(short_texts(findings) ==
        std::vector<std::string>{
            "CFG-04 --period 'previous-mnth' is not a period | did you mean 'previous-month'?",
            "CFG-04 report.toml:4:10 'Xmas' is not a period | write 2020-12, 2020-Q4, 2020, 2020-W50, "
            "2020-07-01..2020-12-31 or previous-month"});
}
