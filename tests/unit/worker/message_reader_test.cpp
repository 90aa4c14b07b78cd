#include "worker/message_reader.hpp"

#include "catch.hpp"

namespace kvali {

namespace {

const std::string two_lines = to_line(MadeFile{"a.pdf"}) + to_line(MadeFile{"b.pdf"});

}  // namespace

TEST_CASE("messages are cut out of bytes however they arrive", "[worker]") {
  const std::size_t piece = GENERATE(1u, 7u, 33u, 1000u);
  MessageReader reader;
  std::vector<std::string> names;
  for (std::size_t at = 0; at < two_lines.size(); at += piece)
    for (const WorkerMessage& message : reader.feed(std::string_view(two_lines).substr(at, piece)))
      names.push_back(std::get<MadeFile>(message).name);
  CHECK(names == std::vector<std::string>{"a.pdf", "b.pdf"});
  CHECK(reader.breach().empty());
}

TEST_CASE("a line without end is a breach before it fills the memory", "[worker]") {
  MessageReader reader({.line_bytes = 100});
  CHECK(reader.feed(std::string(100, 'x')).empty());
  CHECK(reader.breach().empty());
  CHECK(reader.feed("x").empty());
  CHECK(reader.breach() == "a line longer than 100 bytes");
  CHECK(reader.feed(two_lines).empty());
}

TEST_CASE("too many lines and too many bytes are breaches", "[worker]") {
  MessageReader lines({.lines = 2});
  CHECK(lines.feed(two_lines).size() == 2);
  CHECK(lines.feed(two_lines).empty());
  CHECK(lines.breach() == "more than 2 lines");
  MessageReader bytes({.total_bytes = two_lines.size()});
  CHECK(bytes.feed(two_lines).size() == 2);
  CHECK(bytes.feed(two_lines).empty());
  CHECK(bytes.breach() == "more than " + std::to_string(two_lines.size()) + " bytes");
}

TEST_CASE("a line that is no message is a breach", "[worker]") {
  MessageReader reader;
  CHECK(reader.feed(to_line(MadeFile{"a.pdf"}) + "hello\n").empty());
  CHECK(reader.breach() == "a line that is no message");
}

}  // namespace kvali
