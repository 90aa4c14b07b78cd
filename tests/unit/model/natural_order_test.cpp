#include "model/natural_order.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace kvali;

TEST_CASE("codes are ordered as people count", "[model]") {
  std::vector<std::string> codes{"1.10", "1.2", "A2", "1.1", "1.2.1", "a1", "A10", "1.02", "", "10", "9"};
  std::sort(codes.begin(), codes.end(), NaturalLess{});
  CHECK(codes ==
        std::vector<std::string>{"", "1.1", "1.02", "1.2", "1.2.1", "1.10", "9", "10", "A2", "A10", "a1"});
}

TEST_CASE("the order of codes is strict", "[model]") {
  const std::vector<std::string> codes{"",     "1",  "01", "001", "1a", "01a", "1.1",
                                       "1.01", "00", "0",  "a",   "ბ1", "ბ01"};
  for (const std::string& a : codes) {
    CHECK_FALSE(natural_less(a, a));
    for (const std::string& b : codes) {
      if (a != b) CHECK(natural_less(a, b) != natural_less(b, a));
      for (const std::string& c : codes)
        if (natural_less(a, b) && natural_less(b, c)) CHECK(natural_less(a, c));
    }
  }
}
