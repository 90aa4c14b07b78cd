#include "deliver/wire_text.hpp"

#include "catch.hpp"

namespace kvali {

TEST_CASE("dots that begin a line are doubled", "[deliver]") {
  CHECK(dot_stuffed(".a\r\nb.\r\n.\r\n..\r\n") == "..a\r\nb.\r\n..\r\n...\r\n");
  CHECK(dot_stuffed("").empty());
}

TEST_CASE("only lines that end in CRLF go out", "[deliver]") {
  CHECK_FALSE(bare_line_end("a\r\n\r\nb\r\n"));
  CHECK(bare_line_end("a\n.\nb\r\n") == 1u);
  CHECK(bare_line_end("a\r\n\rb\r\n") == 3u);
  CHECK(bare_line_end("a\r\nb\r") == 4u);
  CHECK(bare_line_end("a\r\r\n") == 1u);
  CHECK(bare_line_end("a") == 1u);
}

}  // namespace kvali
