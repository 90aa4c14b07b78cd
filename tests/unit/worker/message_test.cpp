#include "worker/message.hpp"

#include "catch.hpp"

namespace kvali {

namespace {

/// The message after a journey through its line.
template <class M>
M travelled(const M& message) {
  std::string line = to_line(message);
  REQUIRE(line.find('\n') == line.size() - 1);
  line.pop_back();
  const auto parsed = parse_message(line);
  REQUIRE(parsed);
  REQUIRE(std::holds_alternative<M>(*parsed));
  return std::get<M>(*parsed);
}

}  // namespace

TEST_CASE("a finding arrives with every field", "[worker]") {
  Diagnostic sent;
  sent.id = "I-08";
  sent.severity = Severity::block;
  sent.message = "value is not a number: 'ორმოცი \"40\"'\n\tsecond line";
  sent.place = {"data/წლიური.csv", 33, 18, 6};
  sent.hint = "write digits only";
  sent.excerpt = "1.1;2025-12;ქალი;ორმოცი";
  sent.subject = "indicator=1.1;period=2025-12";
  sent.value = "ორმოცი";
  sent.reason = "the list of March was lost";
  sent.who = "ნინო";
  const Diagnostic got = travelled(sent);
  CHECK(got.id == sent.id);
  CHECK(got.severity == sent.severity);
  CHECK(got.message == sent.message);
  CHECK(got.place.file == sent.place.file);
  CHECK(got.place.line == 33);
  CHECK(got.place.column == 18);
  CHECK(got.place.width == 6);
  CHECK(got.hint == sent.hint);
  CHECK(got.excerpt == sent.excerpt);
  CHECK(got.subject == sent.subject);
  CHECK(got.value == sent.value);
  CHECK(got.reason == sent.reason);
  CHECK(got.who == sent.who);
}

TEST_CASE("every kind of message arrives", "[worker]") {
  const Step step = travelled(Step{"collect source \"ledger\"", "csv"});
  CHECK(step.what == "collect source \"ledger\"");
  CHECK(step.plugin == "csv");
  CHECK(travelled(MadeFile{"brief.pdf"}).name == "brief.pdf");
  CHECK(travelled(OutputLine{""}).text.empty());
  const Failure failure = travelled(Failure{true, "no", "yes"});
  CHECK(failure.usage);
  CHECK(failure.message == "no");
  CHECK(failure.hint == "yes");
  const End end = travelled(End{3, true, 12});
  CHECK(end.exit_code == 3);
  CHECK(end.made);
  CHECK(end.dropped == 12);
  (void)travelled(FolderRequest{});
  CHECK(to_line(OutOfMemory{}) == out_of_memory_line);
}

TEST_CASE("a text that is not UTF-8 travels as one that is", "[worker]") {
  CHECK(travelled(OutputLine{"a\xFFz"}).text == "a\xEF\xBF\xBDz");
}

TEST_CASE("a line that is no message is refused", "[worker]") {
  const std::string line = GENERATE(
      as<std::string>{}, "", "hello", "[]", "{}", "null", R"({"kind":7})", R"({"kind":"unknown"})",
      R"({"kind":"made"})", R"({"kind":"made","name":7})", R"({"kind":"made","name":{}})",
      R"({"kind":"end","exit_code":"0","made":true,"dropped":0})",
      R"({"kind":"end","exit_code":0,"made":1,"dropped":0})",
      R"({"kind":"end","exit_code":0,"made":true,"dropped":-1})",
      R"({"kind":"end","exit_code":99999999999,"made":true,"dropped":0})", R"({"kind":"made","name":"a")",
      R"({"kind":"step","what":[[[[[[[[[[]]]]]]]]]],"plugin":""})",
      R"({"kind":"finding","id":"","severity":9,"message":"","file":"","line":0,"column":0,"width":0,"hint":"","excerpt":"","subject":"","value":""})");
  CAPTURE(line);
  CHECK_FALSE(parse_message(line));
}

}  // namespace kvali
