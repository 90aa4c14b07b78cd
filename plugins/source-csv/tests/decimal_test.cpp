#include "decimal.hpp"

#include "reading.hpp"

using namespace kvali::csv;

TEST_CASE("tells what a cell says about the decimal separator", "[csv][decimal]") {
  const auto [cell, sign] = GENERATE(table<const char*, DecimalSign>({
      {"12.5", DecimalSign::point},
      {"-0.125", DecimalSign::point},
      {"1,234.5", DecimalSign::point},
      {"1,234,567", DecimalSign::point},
      {"1234.567", DecimalSign::point},
      {".5", DecimalSign::point},
      {"12,5", DecimalSign::comma},
      {"12,5%", DecimalSign::comma},
      {"0,125", DecimalSign::comma},
      {"1 234,5", DecimalSign::comma},
      {"1\xC2\xA0\x32\x33\x34,56", DecimalSign::comma},
      {"\xE2\x88\x92\x31,5", DecimalSign::comma},
      {"1.234,5", DecimalSign::comma},
      {"1.234.567", DecimalSign::comma},
      {"1.234", DecimalSign::lone_point},
      {"80,418", DecimalSign::lone_comma},
      {"12", DecimalSign::none},
      {"01.02.2020", DecimalSign::none},
      {"1.2.3", DecimalSign::none},
      {"12,", DecimalSign::none},
      {"a, b", DecimalSign::none},
      {"1,2,3", DecimalSign::none},
      {"-", DecimalSign::none},
      {"", DecimalSign::none},
  }));
  INFO(cell);
  CHECK(decimal_sign(cell) == sign);
}

namespace {

std::string decimal_of(const Reading& reading) {
  const auto found = reading.metadata.find("kvali:decimal");
  return found == reading.metadata.end() ? "none" : found->second;
}

}  // namespace

TEST_CASE("finds the decimal separator of a file", "[csv][decimal]") {
  CHECK(decimal_of(read("a;b\n1;12,5\n")) == ",");
  CHECK(decimal_of(read("a,b\n1,12.5\n")) == ".");
  CHECK(decimal_of(read("a,b\n1,\"12,5\"\n")) == ",");
  CHECK(decimal_of(read("a,b\n1,2\n")) == "none");
  CHECK(decimal_of(read("code;b\n1.1;12,5\n1.2;3\n")) == ",");
  CHECK(read("code;b\n1.1;12,5\n").messages.empty());
  CHECK(read("a,b\n1,\"80,418\"\n2,\"1,234,567\"\n").messages.empty());
}

TEST_CASE("asks where a number can be read in two ways", "[csv][decimal]") {
  const Reading reading = read("a,b\n1,\"80,418\"\n");
  CHECK(decimal_of(reading) == ".");
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].where == "data.csv:2");
  CHECK(reading.warnings()[0].text ==
        "\"80,418\" does not show what separates decimals here; \".\" was taken\nhint: set decimal = \".\" "
        "if that is right, "
        "else decimal = \",\"");
  CHECK(decimal_of(read("a;b\n1;80,418\n")) == ",");
}

TEST_CASE("warns when one column has both decimal separators", "[csv][decimal]") {
  const Reading reading = read("a;b\n1;12,5\n2;13,5\n3;14.5\n");
  CHECK(decimal_of(reading) == ",");
  REQUIRE(reading.warnings().size() == 1);
  CHECK(reading.warnings()[0].where == "data.csv:4");
}

TEST_CASE("does not look for what the option says", "[csv][decimal]") {
  Options options;
  options.decimal = ",";
  const Reading reading = read("a,b\n1,\"80,418\"\n", options);
  CHECK(decimal_of(reading) == ",");
  CHECK(reading.messages.empty());
}
