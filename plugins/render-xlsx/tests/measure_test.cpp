#include "measure.hpp"

#include "catch.hpp"

using namespace kvali::xlsx;

TEST_CASE("Georgian needs more width than English") {
  CHECK(text_width("მუნიციპალიტეტი", {}) > text_width("municipalities", {}) * 1.2);
  CHECK(text_width("ab", {10, true}) > text_width("ab", {10, false}));
  CHECK(text_width("a\nabcd", {}) == text_width("abcd", {}));
  CHECK(widest_word("a abcd ab", {}) == text_width("abcd", {}));
}

TEST_CASE("wrapping loses no character") {
  const std::string text = "one  two three\n\nfour მუნიციპალიტეტებთან five";
  std::string joined;
  for (const std::string& line : wrap(text, {}, 12)) joined += line;
  std::string letters;
  std::string expected;
  for (const char c : joined)
    if (c != ' ') letters.push_back(c);
  for (const char c : text)
    if (c != ' ' && c != '\n') expected.push_back(c);
  CHECK(letters == expected);
}

TEST_CASE("a word wider than its column is broken between characters") {
  const auto lines = wrap("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", {}, 10);
  CHECK(lines.size() >= 4);
  for (const std::string& line : lines) CHECK(line.size() % 3 == 0);
}

TEST_CASE("the width of a number follows its format") {
  const double plain = number_width(1234567, "0", {});
  CHECK(number_width(1234567, "#,##0", {}) > plain);
  CHECK(number_width(1234567, "#,##0.00", {}) > number_width(1234567, "#,##0", {}));
  CHECK(number_width(1234567, "0\" GEL\"", {}) > plain + 3);
  CHECK(number_width(0.5, "0%", {}) < plain);
  CHECK(number_width(87, "0\"%\"", {}) < number_width(87, "0%", {}));  // a quoted sign does not scale
}
