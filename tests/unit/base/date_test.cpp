#include "base/date.hpp"

#include <limits>
#include <string>

#include "base/error.hpp"
#include "catch.hpp"

using namespace kvali;

namespace {
Date day(std::string_view iso) {
  INFO(iso);
  const auto date = parse_iso_date(iso);
  REQUIRE(date.has_value());
  return *date;
}
}  // namespace

TEST_CASE("ISO dates read back as the same text", "[date]") {
  const std::string text =
      GENERATE("0001-01-01", "1900-02-28", "1970-01-01", "2000-02-29", "2020-12-08", "9999-12-31");
  CHECK(iso_text(day(text)) == text);
}

TEST_CASE("days that the calendar lacks are refused", "[date]") {
  const std::string text = GENERATE("2021-02-29", "1900-02-29", "2020-04-31", "2020-13-01", "2020-00-01",
                                    "2020-01-00", "0000-01-01", "2020-1-1", "20201208", "2020-12-08 ",
                                    "2020/12/08", "", "2020-12-0x", "+020-12-08", "10000-01-01");
  INFO(text);
  CHECK_FALSE(parse_iso_date(text));
}

TEST_CASE("only years divisible by four are leap years, and by 400 among centuries", "[date]") {
  CHECK(make_date(2020, 2, 29));
  CHECK(make_date(2000, 2, 29));
  CHECK_FALSE(make_date(2100, 2, 29));
  CHECK(iso_text(last_day_of_month(day("2024-02-10"))) == "2024-02-29");
  CHECK(iso_text(last_day_of_month(day("2023-02-10"))) == "2023-02-28");
}

TEST_CASE("wild numbers make no date", "[date]") {
  CHECK_FALSE(make_date(std::numeric_limits<int>::max(), 1, 1));
  CHECK_FALSE(make_date(2020, 256 + 12, 8));
  CHECK_FALSE(make_date(2020, 12, 256 + 8));
  CHECK_FALSE(date_from_days(std::numeric_limits<std::int64_t>::max()));
  CHECK_FALSE(date_from_days(days_since_epoch(last_date) + 1));
  CHECK(date_from_days(18604) == day("2020-12-08"));
  CHECK(days_since_epoch(day("2020-12-08")) == 18604);
}

TEST_CASE("adding months keeps the day or takes the month's last", "[date]") {
  CHECK(iso_text(add_months(day("2020-01-31"), 1)) == "2020-02-29");
  CHECK(iso_text(add_months(day("2021-01-31"), 1)) == "2021-02-28");
  CHECK(iso_text(add_months(day("2020-12-08"), 1)) == "2021-01-08");
  CHECK(iso_text(add_months(day("2020-01-15"), -1)) == "2019-12-15");
  CHECK(iso_text(add_months(day("2020-02-29"), -48)) == "2016-02-29");
  CHECK(iso_text(add_months(day("2020-02-29"), 12)) == "2021-02-28");
}

TEST_CASE("months beyond the range of years are refused", "[date]") {
  CHECK_THROWS_AS(add_months(last_date, 1), Error);
  CHECK_THROWS_AS(add_months(first_date, -1), Error);
  CHECK_THROWS_AS(add_months(day("2020-01-01"), std::numeric_limits<int>::min()), Error);
  CHECK_THROWS_AS(add_months(day("2020-01-01"), std::numeric_limits<int>::max()), Error);
}
