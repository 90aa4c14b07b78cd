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
