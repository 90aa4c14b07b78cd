#include "base/instant.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

std::string utc(std::string_view text) {
  const auto instant = parse_instant(text);
  return instant ? iso_text(*instant) : "none";
}

}  // namespace

TEST_CASE("an instant is read to the second", "[base]") {
  CHECK(utc("2026-01-09T09:00:30+04:00") == "2026-01-09T05:00:30Z");
  CHECK(utc("2026-01-09 00:10Z") == "2026-01-09T00:10:00Z");
  CHECK(utc("2026-01-01T00:10:00.999+0530") == "2025-12-31T18:40:00Z");
  CHECK(utc("1969-12-31T23:59:59Z") == "1969-12-31T23:59:59Z");
}

TEST_CASE("a time without a distance from UTC is no instant", "[base]") {
  for (const char* text : {"", "2026-01-09", "2026-01-09T09:00", "2026-02-30T09:00Z", "2026-01-09T24:00Z"})
    CHECK(utc(text) == "none");
}

TEST_CASE("a distance from UTC is written with its sign", "[base]") {
  using std::chrono::seconds;
  CHECK(utc_offset_text(seconds(0)) == "+00:00");
  CHECK(utc_offset_text(seconds(-(4 * 3600 + 30 * 60))) == "-04:30");
  CHECK(utc_offset_text(seconds(2 * 3600 + 59 * 60 + 11)) == "+02:59:11");
  CHECK(parse_utc_offset("-0430") == seconds(-(4 * 3600 + 30 * 60)));
  CHECK_FALSE(parse_utc_offset("+4"));
}
