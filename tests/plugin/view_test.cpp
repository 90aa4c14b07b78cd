// The SDK and the engine name some things alike: a program has one or the other.
#include <kvali/plugin.hpp>

#include "catch.hpp"

namespace {
__extension__ typedef __int128 Integer;
}

TEST_CASE("a decimal of the SDK's view reads back exactly", "[plugin]") {
  const std::pair<Integer, const char*> cases[] = {
      {0, "0"}, {-1, "-0.01"}, {1250, "12.5"}, {-100, "-1"}, {99999999999999LL, "999999999999.99"}};
  for (const auto& one : cases) {
    ArrowSchema schema{};
    schema.format = "d:38,2";
    const void* buffers[2] = {nullptr, &one.first};
    ArrowArray array{};
    array.length = 1;
    array.n_buffers = 2;
    array.buffers = buffers;
    const kvali::ColumnView column(schema, array);
    CHECK(column.decimal(0) == one.second);
    CHECK(column.number(0) == std::stod(one.second));
  }
}

TEST_CASE("a decimal is the double next to it, whatever zeros it ends with", "[plugin]") {
  const std::int64_t coefficients[] = {1'234'560'000'000'000, -3,
                                       999'999'999'999'999,   1'000'000'000'000'000,
                                       9'007'199'254'740'993, 1'000'000'000'000'000'001,
                                       -10'000'000,           123'456'789'012'345'678};
  for (const std::int64_t coefficient : coefficients) {
    const Integer cell = coefficient;
    ArrowSchema schema{};
    schema.format = "d:38,12";
    const void* buffers[2] = {nullptr, &cell};
    ArrowArray array{};
    array.length = 1;
    array.n_buffers = 2;
    array.buffers = buffers;
    const kvali::ColumnView column(schema, array);
    CHECK(column.number(0) == std::stod(column.decimal(0)));
  }
}

TEST_CASE("a default date is shown as ISO text", "[plugin]") {
  CHECK(kvali::detail::iso_date({18604}) == "2020-12-08");
  CHECK(kvali::detail::iso_date({-719162}) == "0001-01-01");
}

TEST_CASE("metadata is found by its key", "[plugin]") {
  const kvali_attr attrs[] = {{"kvali:label", "სახელი"}, {"kvali:of", ""}, {nullptr, nullptr}};
  char* block = kvali_metadata_(attrs);
  CHECK(kvali::metadata_value(block, "kvali:label") == "სახელი");
  CHECK(kvali::metadata_value(block, "kvali:of") == "");
  CHECK_FALSE(kvali::metadata_value(block, "kvali:role"));
  CHECK_FALSE(kvali::metadata_value(nullptr, "kvali:role"));
  std::free(block);
}
