#include "report/missing_sources.hpp"

#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;

namespace {

constexpr const char* sources = R"(
[[source]]
name = "register"
plugin = "csv"
owner = "data officer"
due = "workday 3"
[[source]]
name = "places"
plugin = "csv"
[[source]]
name = "partner"
plugin = "csv"
required = false
owner = "New Shore"
due = "day 5"
[[source]]
name = "survey"
plugin = "csv"
required = false
)";

const Period december{parse_iso_date("2025-12-01").value(), parse_iso_date("2025-12-31").value()};

Report report_of(const std::string& more = {}) {
  const ReadReport read = read_report(least_head + sources + more);
  CHECK(short_texts(read.findings).empty());
  return read.report.value();
}

SourceFiles changed(const char* source, const char* day) {
  return {source, true, parse_iso_date(day)};
}

}  // namespace

TEST_CASE("what has not come is missing, with its owner and its day", "[report]") {
  CHECK(missing_sources(report_of(), december, {}) ==
        std::vector<MissingSource>{{"register", "data officer", parse_iso_date("2026-01-05")},
                                   {"places", "", std::nullopt},
                                   {"partner", "New Shore", parse_iso_date("2026-01-05")}});
}

TEST_CASE("a source with a day comes anew for every period", "[report]") {
  const Report report = report_of();
  const std::vector<SourceFiles> before{changed("register", "2025-12-31"), changed("places", "2025-07-01"),
                                        changed("partner", "2026-01-02")};
  const auto missing = missing_sources(report, december, before);
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].source == "register");
  CHECK(missing_sources(report, december, {changed("register", "2026-01-01"), before[1], before[2]}).empty());
  CHECK(missing_sources(report, december, {{"register", true, {}}, before[1], before[2]}).size() == 1);
}

TEST_CASE("holidays of the schedule move the day on which a source is owed", "[report]") {
  Report report = report_of("[schedule]\nrule = \"workday 5 at 09:00\"\n");
  report.schedule->working_days.calendars = {
      {"ge.toml",
       2025,
       2026,
       {parse_iso_date("2026-01-01").value(), parse_iso_date("2026-01-02").value(),
        parse_iso_date("2026-01-07").value()}}};
  CHECK(missing_sources(report, december, {})[0].due == parse_iso_date("2026-01-08"));
}

TEST_CASE("a due day that is no rule is told where it stands", "[report]") {
  CHECK(findings_in(least_head + "[[source]]\nname = \"s\"\nplugin = \"csv\"\ndue = \"day 40\"\n") ==
        std::vector<std::string>{"CFG-09 report.toml:7:12 no month has a day 40 | write a number up to 31"});
}
