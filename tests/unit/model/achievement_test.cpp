#include "model/achievement.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

Decimal number(const char* text) {
  return Decimal::parse(text).value();
}
std::string shown(const Quantity& quantity, int decimals = 12) {
  return quantity.value ? quantity.value->round_half_up(decimals).to_string()
                        : "<" + std::string(name_of(quantity.mark)) + ">";
}
Quantity quantity(const char* text) {
  Quantity made;
  made.value = number(text);
  return made;
}
std::string achieved(const char* direction, const char* baseline, const char* actual, const char* target) {
  IndicatorRule made;
  made.direction = direction;
  if (*baseline != 0) made.baseline = quantity(baseline);
  Evidence evidence;
  return shown(achievement(made, *actual != 0 ? quantity(actual) : Quantity{},
                           *target != 0 ? quantity(target) : Quantity{}, evidence),
               3);
}

}  // namespace

TEST_CASE("achievement counts from the baseline where less is better", "[model]") {
  CHECK(achieved("down", "400", "300", "200") == "0.5");
  CHECK(achieved("down", "", "300", "200") == "<not_applicable>");
  CHECK(achieved("down", "200", "300", "200") == "<not_applicable>");
  CHECK(achieved("up", "20", "41", "50") == "0.82");
  CHECK(achieved("up", "", "150", "100") == "1.5");
  CHECK(achieved("up", "", "5", "0") == "<not_applicable>");
  CHECK(achieved("up", "", "5", "") == "<not_applicable>");
  CHECK(achieved("up", "", "", "50") == "<not_recorded>");
  CHECK(achieved("up", "", "0", "50") == "0");
}

TEST_CASE("achievement can be counted from the baseline where more is better", "[model]") {
  IndicatorRule made;
  made.baseline = quantity("20");
  Evidence evidence;
  CHECK(shown(achievement(made, quantity("41"), quantity("50"), evidence, true), 3) == "0.7");
  CHECK(shown(achievement(made, quantity("41"), quantity("50"), evidence), 3) == "0.82");
}

TEST_CASE("deviation is measured against the size of the target", "[model]") {
  Evidence evidence;
  CHECK(shown(deviation(quantity("80"), quantity("100"), evidence)) == "-0.2");
  CHECK(shown(deviation(quantity("-80"), quantity("-100"), evidence)) == "0.2");
  CHECK(shown(deviation(quantity("1"), quantity("0"), evidence)) == "<not_applicable>");
  CHECK(shown(deviation(Quantity{}, quantity("1"), evidence)) == "<not_recorded>");
}
