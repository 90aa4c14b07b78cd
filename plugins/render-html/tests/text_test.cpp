#include "text/escape.hpp"

#include "catch.hpp"
#include "style/theme.hpp"
#include "text/links.hpp"
#include "text/number.hpp"

using namespace kvali::html;

namespace {

std::string link(Links& links, const std::string& href) {
  std::string out;
  return links.open(out, href) ? out : "none" + out;
}
std::string id(std::string_view text) {
  std::string out;
  append_id(out, text);
  return out;
}
std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

}  // namespace

TEST_CASE("a text stays a text, in elements and in attributes") {
  CHECK(escaped("<b>&amp;\"x\"</b>") == "&lt;b&gt;&amp;amp;&quot;x&quot;&lt;/b&gt;");
  CHECK(escaped("ანგარიში é 漢 😀") == "ანგარიში é 漢 😀");
  CHECK(escaped("a\tb\nc") == "a\tb\nc");
}

TEST_CASE("code points that HTML forbids are replaced") {
  CHECK(escaped(std::string_view("a\0b", 3)) == "a\uFFFDb");
  CHECK(escaped("\x1B\x7F") == "\uFFFD\uFFFD");
  CHECK(escaped("\xC2\x85x") == "\uFFFDx");
  CHECK(escaped("\uFDD0\uFFFE") == "\uFFFD\uFFFD");
  CHECK(escaped("\xF0\x9F\xBF\xBF!") == "\uFFFD!");
  CHECK(escaped("a\rb") == "a b");
}

TEST_CASE("controls of direction end with the text they stand in") {
  CHECK(escaped("\u202Eabc") == "\u202Eabc\u202C");
  CHECK(escaped("\u2067\u202Bab") == "\u2067\u202Bab\u202C\u2069");
  CHECK(escaped("a\u2069\u202Cb") == "ab");
  CHECK(escaped("\u2067\u202Aa\u2069b\u202C") == "\u2067\u202Aa\u2069b");
  CHECK(escaped("\u200Fx\u200E") == "\u200Fx\u200E");
}

TEST_CASE("ids are the same in links and targets, and two of them stay two") {
  CHECK(id("ev-1.1.sex=f.to-date") == "ev-1.1.sex=f.to-date");
  CHECK(id("a b") == "a~20b");
  CHECK(id("a~20b") == "a~7E20b");
  CHECK(id("ა") == "~E1~83~90");
}

TEST_CASE("links lead to the web, to mail and into the page, and nowhere else") {
  Links links;
  CHECK(link(links, "https://example.org/a?b=\"c\"&d") ==
        "<a href=\"https://example.org/a?b=%22c%22&amp;d\">");
  CHECK(link(links, "HTTP://example.org") == "<a href=\"HTTP://example.org\">");
  CHECK(link(links, "mailto:a@example.org") == "<a href=\"mailto:a@example.org\">");
  for (const char* refused :
       {"javascript:alert(1)", " javascript:x", "JAVASCRIPT:x", "data:text/html,x", "file:///etc",
        "//example.org", "", "#", "#^", "http:", "vbscript:x", "https:javascript"})
    CHECK(link(links, refused) == "none");
}

TEST_CASE("the way back leads to the first link, where there is one") {
  Links links;
  CHECK(link(links, "#^a") == "none");
  CHECK(link(links, "#a") == "<a href=\"#a\" id=\"~to.a\">");
  CHECK(link(links, "#a") == "<a href=\"#a\">");
  CHECK(link(links, "#^a") == "<a href=\"#~to.a\">");
}

TEST_CASE("base 64 as in the standard") {
  // RFC 4648, section 10.
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("lengths are short and have a point") {
  CHECK(plain_number(12.5) == "12.5");
  CHECK(plain_number(-0.001) == "0");
  CHECK(percent(1.0 / 3) == "33.33%");
  CHECK(parse_number("0.83") == 0.83);
  CHECK_FALSE(parse_number("0,83"));
  CHECK_FALSE(parse_number("inf"));
  CHECK_FALSE(parse_number(""));
}

TEST_CASE("texts can be read in both schemes, whatever the accent") {
  for (const Color accent : {0x0B5C6Bu, 0x000000u, 0x800000u, 0x0000FFu}) {
    for (const Scheme& scheme : {light_scheme(accent), dark_scheme(accent)}) {
      for (const Color color :
           {scheme.ink, scheme.muted, scheme.accent, scheme.good, scheme.warn, scheme.bad}) {
        CHECK(contrast(color, scheme.page) >= 4.5);
        CHECK(contrast(color, scheme.wash) >= 4.5);
      }
    }
  }
}
