#include "style.hpp"

#include "catch.hpp"

using namespace kvali::xlsx;

TEST_CASE("number formats of reports are accepted") {
  for (const char* code : {"#,##0", "#,##0.0", "0.0%", "yyyy-mm-dd", "d mmmm yyyy", "#,##0\" GEL\"",
                           "[$-437]d mmmm", "0;[Red]-0;\"–\"", "#,##0.00\\ ₾", "General", "hh:mm AM/PM"})
    CHECK(number_format(code) == std::string(code));
}

TEST_CASE("number formats that Excel would call corrupt are refused") {
  for (const char* code : {"\"open", "[open", "0;0;0;0;0", "0\\", "qwz", "", "0\n0", "[]0"})
    CHECK_FALSE(number_format(code));
  CHECK_FALSE(number_format(std::string(128, '0')));
  CHECK_FALSE(number_format("\"\x01\""));
}

TEST_CASE("a unit stands behind the number, quoted") {
  CHECK(with_unit("#,##0", "GEL") == "#,##0\" GEL\"");
  CHECK(with_unit("", "ლარი") == "General\" ლარი\"");
  CHECK(with_unit("0%", "%") == "0%");
  CHECK(with_unit("0", "%") == "0\"%\"");
  CHECK(with_unit("0", "a\"b") == "0\" ab\"");
  CHECK(with_unit("0", std::string(200, 'x')) == "0");
}

TEST_CASE("shapes stand before words and numbers, also negative ones") {
  CHECK(with_shape("●", "0.0") == "\"● \"0.0;\"● \"-0.0;\"● \"0.0;\"● \"@");
  CHECK(with_shape("", "0") == "0");
  CHECK(number_format(with_shape("▲", "#,##0")));
}

TEST_CASE("a colour is written like in a style sheet") {
  CHECK(parse_colour("#0B5C6B") == 0x0B5C6Bu);
  CHECK_FALSE(parse_colour("0B5C6B"));
  CHECK_FALSE(parse_colour("#0B5C6"));
  CHECK_FALSE(parse_colour("#0B5C6G"));
}
