#include "deliver/base64.hpp"

#include "catch.hpp"

namespace kvali {

TEST_CASE("base64 is that of RFC 4648", "[deliver]") {
  CHECK(to_base64("").empty());
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64("\xFB\xFF\xFE") == "+//+");
}

TEST_CASE("base64 comes back as it was", "[deliver]") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    CHECK(from_base64(to_base64(bytes)) == bytes);
    bytes += static_cast<char>(i * 7);
  }
  CHECK_FALSE(from_base64("Zg="));
  CHECK_FALSE(from_base64("Z!=="));
}

TEST_CASE("lines of a mail have 76 characters, and their size is known before", "[deliver]") {
  for (const std::size_t size : {0u, 1u, 56u, 57u, 58u, 114u, 1000u}) {
    std::string lines;
    append_base64_lines(lines, std::string(size, 'x'));
    CHECK(lines.size() == base64_lines_size(size));
    CHECK((size == 0 || lines.ends_with("\r\n")));
    CHECK((size < 57 || lines.find("\r\n") == 76));
  }
}

}  // namespace kvali
