#include "deliver/header_value.hpp"

#include "base/error.hpp"
#include "catch.hpp"

namespace kvali {

TEST_CASE("text in any script may stand in a header, unchanged", "[deliver]") {
  const auto* text = GENERATE("", "Report", "ანგარიში – 2026", "အစီရင်ခံစာ", "تقرير", "😀 \"quoted\" \\");
  CHECK(HeaderValue(text, "the subject").text() == text);
}

TEST_CASE("a control character is refused wherever it stands", "[deliver]") {
  std::vector<std::string> bad{"\u0085", "\u2028", "\u2029", "\x7F", std::string(1, '\0')};
  for (char c = 1; c < ' '; ++c) bad.emplace_back(1, c);
  for (const std::string& control : bad)
    for (const std::string& text : {control + "a", "a" + control + "b", "ა" + control})
      CHECK_THROWS_AS(HeaderValue(text, "the subject"), Error);
}

TEST_CASE("a refusal says what is wrong", "[deliver]") {
  CHECK_THROWS_WITH(HeaderValue("Report\r\nBcc: evil@evil.org", "the subject"),
                    "the subject has a control character, U+000D");
  CHECK_THROWS_WITH(HeaderValue("\xFF", "the subject"), "the subject is not UTF-8");
}

TEST_CASE("what a server says can be shown whatever it is", "[deliver]") {
  CHECK(printable("ok\x1B[31m\r\n") == "ok [31m  ");
  CHECK(printable("\xFFx") == "\uFFFDx");
  CHECK(printable("ააა", 4) == "ა");
}

}  // namespace kvali
