#include "base/money.hpp"

#include "catch.hpp"

using namespace kvali;

TEST_CASE("currencies have the minor units of ISO 4217", "[base]") {
  CHECK(minor_units("GEL") == 2);
  CHECK(minor_units("JPY") == 0);
  CHECK(minor_units("IQD") == 3);  // CLDR shows none; money is kept by ISO.
  CHECK(smallest_amount("GEL").to_string() == "0.01");
  CHECK(smallest_amount("JPY").to_string() == "1");
}

TEST_CASE("currency codes are read as people write them", "[base]") {
  CHECK(currency_code(" gel ") == "GEL");
  CHECK(is_currency("GEL"));
  CHECK(is_currency("XDR"));
  CHECK_FALSE(is_currency("gel"));
  CHECK_FALSE(is_currency("ZZZ"));
  CHECK_FALSE(is_currency("₾"));
}
