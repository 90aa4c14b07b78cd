#include "base/number_text.hpp"

#include <string>
#include <tuple>

#include "catch.hpp"

using kvali::Decimal;
using kvali::NumberProblem;
using kvali::parse_number;

TEST_CASE("numbers read as people and spreadsheets write them", "[number_text]") {
  const auto [raw, separator, expected] = GENERATE(table<std::string, char, std::string>({
      {"120", '.', "120"},
      {"0", '.', "0"},
      {"007", '.', "7"},
      {"-12.5", '.', "-12.5"},
      {"12,5", ',', "12.5"},
      {"1,234.5", '.', "1234.5"},
      {"1.234,5", ',', "1234.5"},
      {"1 234 567,89", ',', "1234567.89"},
      {"80 418", '.', "80418"},
      {"80\u00A0418", '.', "80418"},
      {"80\u202F418", ',', "80418"},
      {"80\u2009418", '.', "80418"},
      {"1'234'567", '.', "1234567"},
      {"1’234", '.', "1234"},
      {"12,34,567", '.', "1234567"},
      {"+5", '.', "5"},
      {"- 5", '.', "-5"},
      {"\u22125", '.', "-5"},
      {"\u20135,5", ',', "-5.5"},
      {"(1,234)", '.', "-1234"},
      {"(-5)", '.', "-5"},
      {".5", '.', "0.5"},
      {"5.", '.', "5"},
      {"00,5", ',', "0.5"},
      {"1.5E+05", '.', "150000"},
      {"1e-05", '.', "0.00001"},
      {"1,25e1", ',', "12.5"},
      {"-0", '.', "0"},
      {"  42\u00A0", '.', "42"},
      {"٤٢", '.', "42"},
      {"0.30000000000000004", '.', "0.3"},
      {"1e-300", '.', "0"},
  }));
  INFO(raw);
  const auto reading = parse_number(raw, separator);
  REQUIRE(reading.value.has_value());
  CHECK(reading.value->to_string() == expected);
  CHECK(reading.problem == NumberProblem::none);
  CHECK_FALSE(reading.percent);
}

TEST_CASE("a percent sign is reported, not applied", "[number_text]") {
  for (const std::string raw : {"83,1%", "83,1 %", "83,1\u00A0%"}) {
    const auto reading = parse_number(raw, ',');
    CHECK(reading.value == Decimal::parse("83.1"));
    CHECK(reading.percent);
  }
  CHECK(parse_number("(5%)", '.').value == Decimal{-5});
}

TEST_CASE("text that is no number says why and where", "[number_text]") {
  using enum NumberProblem;
  const auto [raw, separator, problem, bad] = GENERATE(table<std::string, char, NumberProblem, std::string>({
      {"", '.', empty, ""},
      {" \u00A0", '.', empty, ""},
      {"ორმოცი", '.', not_a_number, "ო"},
      {"12x", '.', not_a_number, "x"},
      {"12 people", '.', not_a_number, "p"},
      {"1.2.3", '.', not_a_number, "."},
      {"12,34", '.', bad_grouping, "12,34"},
      {"1.5", ',', bad_grouping, "1.5"},
      {"1234,567", '.', bad_grouping, "1234,567"},
      {"1 234,567", '.', bad_grouping, ","},
      {"1,23,4567", '.', bad_grouping, "1,23,4567"},
      {"-", '.', not_a_number, "-"},
      {".", '.', not_a_number, "."},
      {"(5", '.', not_a_number, "(5"},
      {"5)", '.', not_a_number, ")"},
      {"1e", '.', not_a_number, "1e"},
      {"--5", '.', not_a_number, "-"},
      {"5%%", '.', not_a_number, "%"},
      {"12\xFF", '.', not_a_number, "\xFF"},
      {"1e400", '.', too_large, "1e400"},
      {"999999999999999999999999999", '.', too_large, "999999999999999999999999999"},
      {"1e99999999999999999999", '.', too_large, "1e99999999999999999999"},
  }));
  INFO(raw);
  const auto reading = parse_number(raw, separator);
  CHECK_FALSE(reading.value);
  CHECK(reading.problem == problem);
  CHECK(raw.substr(reading.bad_begin, reading.bad_length) == bad);
}

TEST_CASE("a million digits are refused quickly and without harm", "[number_text]") {
  CHECK(parse_number(std::string(1'000'000, '9'), '.').problem == NumberProblem::too_large);
  std::string groups = "1";
  for (int i = 0; i < 100'000; ++i) groups += " 000";
  CHECK(parse_number(groups, '.').problem == NumberProblem::too_large);
}
