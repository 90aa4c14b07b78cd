#include "control/control_message.hpp"
#include "catch.hpp"

using namespace kvali;

TEST_CASE("a request and an answer arrive as they were sent", "[daemon]") {
  const std::string line =
      to_line(ControlRequest{"reject", {{"run", "monthly.2026-09"}, {"why", "\"ორი\"\nხაზი"}}});
  CHECK(line.find('\n') == line.size() - 1);
  const auto request = parse_request(line.substr(0, line.size() - 1));
  REQUIRE(request);
  CHECK(request->command == "reject");
  CHECK(request->word("why") == "\"ორი\"\nხაზი");
  CHECK(request->word("release").empty());

  const auto answer = parse_answer(to_line(ControlAnswer{{"a", "ბ"}, "no", "try"}));
  REQUIRE(answer);
  CHECK(answer->lines == std::vector<std::string>{"a", "ბ"});
  CHECK(answer->error == "no");
}

TEST_CASE("what is no message is none", "[daemon]") {
  for (const char* line :
       {"", "[]", "{", "{}", "{\"command\":1}", "{\"command\":\"\"}", "[[[[[[[[[[]]]]]]]]]]", "nul"}) {
    CHECK_FALSE(parse_request(line));
    CHECK_FALSE(parse_answer(line));
  }
}
