#include "base/time_zone.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

std::string day(const TimeZone& zone, const char* instant) {
  const auto date = zone.day_of(instant);
  return date ? iso_text(*date) : "none";
}

}  // namespace

TEST_CASE("an instant lies on the day of where one stands", "[base]") {
  const TimeZone tbilisi("Asia/Tbilisi");
  REQUIRE(tbilisi.is_known());
  CHECK(day(tbilisi, "2020-12-08T19:59:59Z") == "2020-12-08");
  CHECK(day(tbilisi, "2020-12-08T20:00:00Z") == "2020-12-09");
  CHECK(day(tbilisi, "2020-12-31 23:30:00.250Z") == "2021-01-01");
  CHECK(day(tbilisi, "2020-12-09T00:30+04:00") == "2020-12-09");
  CHECK(day(tbilisi, "2020-12-08T23:00-0500") == "2020-12-09");
  CHECK(day(TimeZone("UTC"), "2020-12-09T00:30+04") == "2020-12-08");
}

TEST_CASE("summer time counts on the day it is in force", "[base]") {
  const TimeZone berlin("Europe/Berlin");
  CHECK(day(berlin, "2020-07-01T22:30:00Z") == "2020-07-02");
  CHECK(day(berlin, "2020-12-01T22:30:00Z") == "2020-12-01");
}

TEST_CASE("a text without a time or an offset is no instant", "[base]") {
  const TimeZone utc("UTC");
  for (const char* text :
       {"", "2020-12-08", "2020-12-08T10:00", "2020-12-08T25:00Z", "2020-12-08T10:00:00Zulu",
        "2020-02-30T10:00Z", "2020-12-08T10:00+4", "08.12.2020T10:00Z"})
    CHECK(day(utc, text) == "none");
  CHECK(day(TimeZone("UTC"), "0001-01-01T00:00+04:00") == "none");
}

TEST_CASE("a time zone that nobody knows is told", "[base]") {
  CHECK_FALSE(TimeZone("Asia/Tblisi").is_known());
}

namespace {

/// The wall's time of an instant, and how far it is from UTC.
std::string wall(const TimeZone& zone, const char* instant) {
  const Instant at = parse_instant(instant).value();
  return iso_text(zone.wall_time(at)) + utc_offset_text(zone.span_at(at).offset);
}

/// The first instant at which the wall shows a time of a day.
std::string first(const TimeZone& zone, const char* date, std::chrono::minutes time) {
  return iso_text(zone.first_instant(WallTime(parse_iso_date(date)->time_since_epoch() + time)));
}

}  // namespace

TEST_CASE("the zones are the system's, not those of a library", "[base]") {
  // Egypt has had summer time since 2023, and Almaty has been at +5 since 2024.
  CHECK(wall(TimeZone("Africa/Cairo"), "2026-07-01T00:00:00Z") == "2026-07-01T03:00:00+03:00");
  CHECK(wall(TimeZone("Asia/Almaty"), "2026-07-01T00:00:00Z") == "2026-07-01T05:00:00+05:00");
}

TEST_CASE("a time that the clocks jump over is the moment of the jump", "[base]") {
  using std::chrono::hours;
  using std::chrono::minutes;
  const TimeZone new_york("America/New_York");
  CHECK(first(new_york, "2026-03-08", hours(2) + minutes(30)) == "2026-03-08T07:00:00Z");
  CHECK(first(new_york, "2026-03-08", hours(3)) == "2026-03-08T07:00:00Z");
  CHECK(first(new_york, "2026-03-08", hours(3) + minutes(1)) == "2026-03-08T07:01:00Z");
  // Samoa went to the other side of the date line and had no 30 December.
  CHECK(first(TimeZone("Pacific/Apia"), "2011-12-30", hours(9)) == "2011-12-30T10:00:00Z");
}

TEST_CASE("a time that comes twice is meant the first time", "[base]") {
  const TimeZone new_york("America/New_York");
  CHECK(first(new_york, "2026-11-01", std::chrono::minutes(90)) == "2026-11-01T05:30:00Z");
  CHECK(first(new_york, "2026-11-01", std::chrono::hours(2)) == "2026-11-01T07:00:00Z");
}

TEST_CASE("a fixed distance from UTC is a zone, too, and has no end", "[base]") {
  const TimeZone zone("+05:30");
  REQUIRE(zone.is_known());
  CHECK(wall(zone, "2040-01-01T00:00:00Z") == "2040-01-01T05:30:00+05:30");
  CHECK_FALSE(zone.rules_end());
  CHECK_FALSE(TimeZone("UTC").rules_end());
  CHECK_FALSE(TimeZone("Etc/GMT-4").rules_end());
  CHECK(iso_text(TimeZone("America/New_York").rules_end().value()) == "2038-01-01T00:00:00Z");
}
