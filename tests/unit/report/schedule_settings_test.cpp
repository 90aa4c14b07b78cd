#include "catch.hpp"
#include "reading.hpp"
#include "report/schedule_end.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

constexpr const char* calendar =
    "first_year = 2026\nlast_year = 2027\n[days]\n01-07 = \"Christmas\"\n2026-04-12 = \"Easter\"\n";

/// A report with these settings in [schedule], which begins in line 7, and a file of holidays beside it.
ReadReport scheduled(const std::string& settings, const std::string& holidays = calendar,
                     const std::string& head = {}) {
  const TestFolder folder;
  (void)folder.write("holidays.toml", holidays);
  ReadReport read;
  read.report =
      load_report(folder.write("report.toml", least_head + head + least_source + "[schedule]\n" + settings),
                  read.findings);
  return read;
}

Texts findings_of(const std::string& settings, const std::string& holidays = calendar,
                  const std::string& head = {}) {
  return short_texts(scheduled(settings, holidays, head).findings);
}

Schedule schedule_of(const std::string& settings, const std::string& head = {}) {
  const ReadReport read = scheduled(settings, calendar, head);
  CHECK(short_texts(read.findings).empty());
  return read.report.value().schedule.value();
}

std::string rule_of(const Schedule& schedule) {
  return plain_text(std::get<CalendarRule>(schedule.rule));
}

}  // namespace

TEST_CASE("a report without [schedule] has none", "[report]") {
  const ReadReport read = read_report(least_head + least_source);
  CHECK_FALSE(read.report.value().schedule);
  CHECK(read.report.value().schedule_place.empty());
}

TEST_CASE("a whole [schedule] is read without a finding", "[report]") {
  const Schedule schedule = schedule_of(R"(rule = "day 10 of month at 09:00"
months = [1, 4, 7, 10]
weekend = ["fri", "sat"]
holidays = "holidays.toml"
shift = "previous"
timezone = "Africa/Cairo"
period = "previous-quarter"
not_before = "sources complete"
latest = "workday 8 at 12:00"
misfire = "run_latest"
jitter_minutes = 15
)");
  CHECK(schedule.id == "r");
  CHECK(rule_of(schedule) ==
        "day 10 of every month at 09:00, in months 1, 4, 7, 10, shifted to the previous working day");
  CHECK(schedule.zone.name() == "Africa/Cairo");
  CHECK(schedule.working_days.weekend == (1U << 5 | 1U << 6));
  REQUIRE(schedule.working_days.calendars.size() == 1);
  CHECK(schedule.working_days.calendars[0].name == "holidays.toml");
  CHECK(schedule.working_days.calendars[0].days.size() == 3);
  CHECK(plain_text(schedule.period) == "previous-quarter");
  CHECK(plain_text(schedule.gate.value().latest) == "workday 8 of every month at 12:00");
  CHECK(schedule.misfire == Misfire::run_latest);
  CHECK(schedule.jitter == std::chrono::minutes(15));
}

TEST_CASE("a rule is a text or a table", "[report]") {
  CHECK(rule_of(schedule_of("rule = { workday = 3, at = \"09:00\", every = \"month\" }\n")) ==
        "workday 3 of every month at 09:00");
  CHECK(rule_of(schedule_of("rule = { workday = -1, at = \"09:00\" }\n")) ==
        "last workday of every month at 09:00");
  CHECK(rule_of(schedule_of("rule = { weekday = \"monday\", at = \"08:30\" }\n")) == "mon at 08:30");
  CHECK(spec_hash(schedule_of("rule = { day = 5, at = \"9:00\", every = \"half\" }\n")) ==
        spec_hash(schedule_of("rule = \"day 5 of half at 09:00\"\n")));
}

TEST_CASE("the project gives a schedule its zone, fiscal year and life", "[report]") {
  const std::string project =
      "[project]\ntimezone = \"Asia/Tbilisi\"\nfiscal_year = \"10-01\"\nstart = 2025-07-01\nend = "
      "2026-12-31\n";
  const Schedule schedule = schedule_of("rule = \"workday 5 at 09:00\"\n", project);
  CHECK(schedule.zone.name() == "Asia/Tbilisi");
  CHECK(schedule.fiscal.month == 10);
  CHECK(iso_text(schedule.life.last) == "2026-12-31");
}

TEST_CASE("without a period of its own a schedule reports the report's, or the unit before", "[report]") {
  const auto period = [](const std::string& settings, const std::string& head = {}) {
    return plain_text(schedule_of(settings, head).period);
  };
  CHECK(period("cron = \"0 9 3 * *\"\n") == "previous-month");
  CHECK(period("rule = \"workday 5 of quarter at 09:00\"\n") == "previous-quarter");
  CHECK(period("rule = \"monday at 09:00\"\n") == "previous-week");
  CHECK(period("cron = \"0 9 3 * *\"\n", "period = \"this-year\"\n") == "this-year");
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\n", calendar, "period = \"2025-12\"\n") ==
        Texts{"CFG-09 report.toml:4:10 the period '2025-12' would be reported every time | add period = "
              "\"previous-month\" to [schedule]"});
}

TEST_CASE("faults of cron, rule and period are told where they stand in their text", "[report]") {
  CHECK(findings_of("cron = \"0 25 3 * *\"\n") ==
        Texts{"CFG-09 report.toml:8:11 the hour cannot be '25' | write a number from 0 to 23"});
  CHECK(findings_of("rule = \"workday 5 at 25:00\"\nperiod = \"last-month\"\n") ==
        Texts{"CFG-09 report.toml:8:22 '25:00' is no time of day | write such as at 09:00",
              "CFG-09 report.toml:9:11 'last-month' is no period that moves with the schedule | did you mean "
              "'previous-month'?"});
  CHECK(findings_of("rule = { workday = 40, at = \"09:00\" }\n")
            .at(0)
            .rfind("CFG-09 report.toml:8:8 no month has a day 40", 0) == 0);
}

TEST_CASE("everything wrong with a schedule is told at once", "[report]") {
  const ReadReport read = scheduled(
      "rule = \"workday 5\"\nmonths = [13]\nweekend = [\"noday\"]\nshift = \"forth\"\nlatest = \"day "
      "10\"\nmisfire = \"all\"\njitter_minutes = -1\nrules = 1\n");
  CHECK_FALSE(read.report.value().schedule);
  CHECK(
      short_texts(read.findings) ==
      Texts{
          "CFG-09 report.toml:8:8 the rule does not say at what time | write such as at 09:00 behind the day",
          "CFG-09 report.toml:9:10 a month must be a number from 1 to 12 | write such as months = [1, 4, 7, "
          "10]",
          "CFG-09 report.toml:11:9 shift cannot be 'forth' | one of none, next, previous",
          "CFG-09 report.toml:10:11 'noday' is no day of the week | write such as weekend = [\"fri\", "
          "\"sat\"]",
          "CFG-09 report.toml:12:10 latest belongs to not_before | add not_before = \"sources complete\"",
          "CFG-09 report.toml:13:11 misfire cannot be 'all' | one of run_all, run_latest, skip",
          "CFG-02 report.toml:14:18 jitter_minutes must be a whole number from 0 to 1440",
          "CFG-01 report.toml:15:1 [schedule] has no setting 'rules' | did you mean 'rule'?"});
}

TEST_CASE("what does not go together is told", "[report]") {
  CHECK(findings_of("") == Texts{"CFG-03 report.toml:7:1 [schedule] does not say when the report is due | "
                                 "add rule = \"workday 5 at 09:00\", or cron = \"0 9 3 * *\""});
  CHECK(findings_of("cron = \"0 9 3 * *\"\nrule = \"workday 5 at 09:00\"\n") ==
        Texts{"CFG-09 report.toml:8:8 a schedule has either cron or a rule | keep one of them"});
  CHECK(
      findings_of("cron = \"0 9 3 * *\"\nmonths = [1]\nshift = \"next\"\n") ==
      Texts{"CFG-09 report.toml:9:10 months belongs to a rule | cron has months and days in its own fields",
            "CFG-09 report.toml:10:9 shift belongs to a rule | cron has months and days in its own fields"});
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\nshift = \"next\"\n") ==
        Texts{"CFG-09 report.toml:9:9 a working day needs no shift | leave it out"});
  CHECK(findings_of("rule = \"workday 5 of year at 09:00\"\nmonths = [1]\n") ==
        Texts{"CFG-09 report.toml:9:10 months belong to a rule of every month | leave them out"});
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\nnot_before = \"sources complete\"\n") ==
        Texts{"CFG-09 report.toml:9:14 a report cannot wait for ever | add latest = \"day 10\""});
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\ntimezone = \"Asia/Tblisi\"\n") ==
        Texts{"CFG-09 report.toml:9:12 there is no time zone 'Asia/Tblisi' | write such as timezone = "
              "\"Asia/Tbilisi\""});
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\nweekend = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", "
                    "\"sat\", \"sun\"]\n")
            .size() == 1);
}

TEST_CASE("a file of holidays says for which years it is complete", "[report]") {
  const std::string settings = "rule = \"workday 5 at 09:00\"\nholidays = [\"holidays.toml\"]\n";
  CHECK(findings_of(settings, "[days]\n") ==
        Texts{"CFG-03 holidays.toml:1:1 the calendar lacks the setting 'first_year' | add first_year = 2026: "
              "it says for which years the list is complete",
              "CFG-03 holidays.toml:1:1 the calendar lacks the setting 'last_year' | add last_year = 2026: "
              "it says for which years the list is complete"});
  CHECK(findings_of(settings, "first_year = 2027\nlast_year = 2026\n") ==
        Texts{"CFG-10 holidays.toml:2:13 the calendar cannot cover 2027 to 2026 | write the first and the "
              "last year of the list"});
}

TEST_CASE("wrong days of a file of holidays are told", "[report]") {
  const std::string settings = "rule = \"workday 5 at 09:00\"\nholidays = \"holidays.toml\"\n";
  const std::string years = "first_year = 2026\nlast_year = 2027\n";
  CHECK(
      findings_of(settings,
                  years + "country = \"QQQ\"\n[days]\n02-30 = \"?\"\n2025-01-01 = \"?\"\n2026-01-02 = 1\n") ==
      Texts{
          "CFG-10 holidays.toml:3:11 there is no country 'QQQ' | write its three letters, such as \"GEO\""});
  CHECK(
      findings_of(settings, years + "[days]\n02-30 = \"?\"\n2025-01-01 = \"?\"\n2026-01-02 = 1\n") ==
      Texts{
          "CFG-10 holidays.toml:4:1 '02-30' is no day | write 2026-04-12 = \"...\", or 01-07 = \"...\" for "
          "every year",
          "CFG-10 holidays.toml:5:1 2025-01-01 lies outside the years that the calendar covers | leave the "
          "day out, or correct first_year and last_year",
          "CFG-02 holidays.toml:6:14 the holiday 2026-01-02 must have a name | write 2026-01-02 = \"...\""});
  CHECK(findings_of(settings, years + "[days]\n02-29 = \"only in leap years\"\n").empty());
  CHECK(findings_of("rule = \"workday 5 at 09:00\"\nholidays = \"none.toml\"\n")
            .at(0)
            .rfind("CFG-10 report.toml:9:12 no file ", 0) == 0);
  CHECK(findings_of(settings, "first_year == 1\n").at(0).rfind("CFG-05 holidays.toml:1:", 0) == 0);
}

TEST_CASE("the end of a schedule is an error where nothing came before, and no fault after the project",
          "[report]") {
  const Report report = scheduled("rule = \"workday 5 at 09:00\"\n").report.value();
  const auto told = [&](ScheduleEnd end, bool any_before) {
    Diagnostics findings;
    report_schedule_end(report, end, any_before, findings);
    return std::string(name_of(findings.all().at(0).severity)) + " " + short_text(findings.all().at(0));
  };
  CHECK(told({ScheduleEnd::Reason::holidays_unknown, {2028, "holidays.toml"}}, false)
            .rfind("error CFG-10 report.toml:7:1 holidays.toml does not cover 2028 | add", 0) == 0);
  CHECK(told({ScheduleEnd::Reason::holidays_unknown, {2028, "holidays.toml"}}, true)
            .rfind("warning CFG-10", 0) == 0);
  CHECK(told({ScheduleEnd::Reason::never_due, {}}, false).rfind("error CFG-11", 0) == 0);
  CHECK(told({ScheduleEnd::Reason::zone_unknown, {}}, true).rfind("warning CFG-11", 0) == 0);
  CHECK(told({ScheduleEnd::Reason::project_over, {}}, false).rfind("info CFG-11", 0) == 0);
}
