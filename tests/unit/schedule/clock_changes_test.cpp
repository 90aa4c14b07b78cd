// Six zones whose clocks change, or did.  What is due at a fixed time is due once a day; what is due every
// hour follows the wall.
#include "schedules.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("a time that the clocks jump over is due at the moment of the jump", "[schedule]") {
  CHECK(due_texts(by_cron("30 2 * * *", "America/New_York"), "2026-03-07T12:00Z", 2) ==
        Texts{"2026-03-08T03:00:00-04:00", "2026-03-09T02:30:00-04:00"});
  // Cairo and Beirut change at midnight, Kyiv at 3, Lord Howe by half an hour at 2.
  CHECK(next_text(by_rule("day 24 at 00:30", "Africa/Cairo"), "2026-04-23T12:00Z") ==
        "2026-04-24T01:00:00+03:00");
  CHECK(next_text(by_cron("15 0 * * *", "Asia/Beirut"), "2026-03-28T12:00Z") == "2026-03-29T01:00:00+03:00");
  CHECK(next_text(by_cron("30 3 * * *", "Europe/Kyiv"), "2026-03-28T12:00Z") == "2026-03-29T04:00:00+03:00");
  CHECK(next_text(by_cron("15 2 * * *", "Australia/Lord_Howe"), "2026-10-03T12:00Z") ==
        "2026-10-04T02:30:00+11:00");
}

TEST_CASE("several times in one gap are due once", "[schedule]") {
  CHECK(due_texts(by_cron("*/15 2,3 * * *", "America/New_York"), "2026-03-08T06:00Z", 2) ==
        Texts{"2026-03-08T03:00:00-04:00", "2026-03-08T03:15:00-04:00"});
}

TEST_CASE("a time that comes twice is due the first time", "[schedule]") {
  CHECK(due_texts(by_cron("30 1 * * *", "America/New_York"), "2026-10-31T12:00Z", 2) ==
        Texts{"2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"});
  CHECK(due_texts(by_cron("30 23 * * *", "Africa/Cairo"), "2026-10-29T12:00Z", 2) ==
        Texts{"2026-10-29T23:30:00+03:00", "2026-10-30T23:30:00+02:00"});
  CHECK(due_texts(by_cron("45 1 * * *", "Australia/Lord_Howe"), "2026-04-04T06:00Z", 2) ==
        Texts{"2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"});
  // Asked in the second run of the hour, the first is over.
  CHECK(next_text(by_cron("30 1 * * *", "America/New_York"), "2026-11-01T06:10Z") ==
        "2026-11-02T01:30:00-05:00");
}

TEST_CASE("every hour is every hour of the wall", "[schedule]") {
  CHECK(due_texts(by_cron("0 * * * *", "Europe/Kyiv"), "2026-03-28T23:30Z", 3) ==
        Texts{"2026-03-29T02:00:00+02:00", "2026-03-29T04:00:00+03:00", "2026-03-29T05:00:00+03:00"});
  CHECK(due_texts(by_cron("0 * * * *", "Asia/Beirut"), "2026-10-24T19:30Z", 3) ==
        Texts{"2026-10-24T23:00:00+03:00", "2026-10-24T23:00:00+02:00", "2026-10-25T00:00:00+02:00"});
  CHECK(due_texts(by_cron("*/30 * * * *", "Australia/Lord_Howe"), "2026-04-04T14:30Z", 3) ==
        Texts{"2026-04-05T01:30:00+10:30", "2026-04-05T02:00:00+10:30", "2026-04-05T02:30:00+10:30"});
}

TEST_CASE("Tbilisi has changed its distance, and changes no more", "[schedule]") {
  const Schedule schedule = by_cron("0 9 27 * *", "Asia/Tbilisi");
  CHECK(next_text(schedule, "2004-05-01T00:00Z") == "2004-05-27T09:00:00+05:00");
  CHECK(next_text(schedule, "2004-06-01T00:00Z") == "2004-06-27T09:00:00+04:00");
  CHECK(next_text(schedule, "2004-11-01T00:00Z") == "2004-11-27T09:00:00+03:00");
  CHECK(next_text(schedule, "2026-06-01T00:00Z") == "2026-06-27T09:00:00+04:00");
}

TEST_CASE("a named zone is refused after the year whose rules are known", "[schedule]") {
  CHECK(due_texts(by_cron("0 9 1 * *", "America/New_York"), "2037-11-15T00:00Z", 3) ==
        Texts{"2037-12-01T09:00:00-05:00", "zone unknown"});
  CHECK(next_text(by_rule("workday 5 at 09:00", "Asia/Tbilisi"), "2040-01-01T00:00Z") == "zone unknown");
  CHECK(next_text(by_cron("0 9 1 * *", "+04:00"), "2040-01-15T00:00Z") == "2040-02-01T09:00:00+04:00");
}
