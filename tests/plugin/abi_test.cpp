#include "catch.hpp"
#include "kvali/plugin.h"

extern "C" std::size_t kvali_size_in_c(int which);

TEST_CASE("C and C++ see the same layout", "[plugin]") {
  CHECK(kvali_size_in_c(0) == sizeof(kvali_source));
  CHECK(kvali_size_in_c(1) == sizeof(kvali_renderer));
  CHECK(kvali_size_in_c(2) == sizeof(kvali_call));
  CHECK(kvali_size_in_c(3) == sizeof(kvali_event));
  CHECK(kvali_size_in_c(4) == sizeof(kvali_plugin));
  CHECK(kvali_size_in_c(5) == sizeof(kvali_attr));
  CHECK(kvali_size_in_c(6) == sizeof(ArrowSchema));
  CHECK(kvali_size_in_c(7) == sizeof(ArrowArray));
}

TEST_CASE("a field beyond the creator's size is not there", "[plugin]") {
  kvali_source older{};
  older.size = offsetof(kvali_source, open);
  CHECK(KVALI_HAS(kvali_source, &older, options));
  CHECK_FALSE(KVALI_HAS(kvali_source, &older, open));
}
