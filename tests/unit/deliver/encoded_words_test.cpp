#include "deliver/encoded_words.hpp"

#include <random>
#include <vector>

#include "base/code_point.hpp"
#include "base/text.hpp"
#include "catch.hpp"
#include "deliver/base64.hpp"

namespace kvali {

namespace {

std::vector<std::string> lines_of(std::string text) {
  std::vector<std::string> lines;
  for (std::size_t end; (end = text.find("\r\n")) != std::string::npos; text.erase(0, end + 2))
    lines.push_back(text.substr(0, end));
  lines.push_back(text);
  return lines;
}

/// Each word on its own, as RFC 2047 wants it read: not to be joined before it is decoded.
std::string decoded(const std::string& words) {
  std::string text;
  for (std::string line : lines_of(words)) {
    if (line.starts_with(' ')) line.erase(0, 1);
    REQUIRE(line.starts_with("=?UTF-8?B?"));
    REQUIRE(line.ends_with("?="));
    REQUIRE(line.size() <= 75);
    const auto bytes = from_base64(std::string_view(line).substr(10, line.size() - 12));
    REQUIRE(bytes);
    REQUIRE(is_valid_utf8(*bytes));
    text += *bytes;
  }
  return text;
}

std::string random_text(std::mt19937& random, std::size_t most) {
  constexpr std::u32string_view letters = U"abcxyz 0129 -–აბგდევზჰ عربيك абвя မြန်မာ አማርኛ 漢字 é😀";
  std::uniform_int_distribution<std::size_t> length(1, most);
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
  std::string text = "ა";
  for (std::size_t i = length(random); i > 0; --i) append_code_point(text, letters[letter(random)]);
  return text;
}

}  // namespace

TEST_CASE("plain text stays as it is", "[deliver]") {
  CHECK(unstructured("Report for October 2026", 9) == "Report for October 2026");
  CHECK(unstructured("", 9).empty());
}

TEST_CASE("long plain text is folded before spaces", "[deliver]") {
  const std::string text =
      "Report of the emergency programme for October 2026 to the regional office, corrected, replaces";
  const std::string field = unstructured(text, 9);
  CHECK(lines_of(field).size() == 2);
  for (const std::string& line : lines_of(field)) CHECK(line.size() <= 78);
  std::string unfolded;
  for (const std::string& line : lines_of(field)) unfolded += line;
  CHECK(unfolded == text);
}

TEST_CASE("what readers would change is encoded although it is ASCII", "[deliver]") {
  const std::string text = GENERATE(as<std::string>{}, " leading", "trailing ", "two  spaces",
                                    "=?utf-8?q?x?=", std::string(73, 'x'), std::string(200, 'x'));
  CHECK(decoded(unstructured(text, 9)) == text);
  CHECK(9 + lines_of(unstructured(text, 9)).front().size() <= 78);
}

TEST_CASE("every encoded word is whole and short, and every line", "[deliver]") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 500; ++i) {
    const std::string text = random_text(random, 200);
    const std::string field = unstructured(text, 9);
    CHECK(decoded(field) == text);
    CHECK(9 + lines_of(field).front().size() <= 76);
  }
}

TEST_CASE("a name before an address is an atom, quoted or encoded", "[deliver]") {
  CHECK(phrase("Nino Beridze", 6) == "Nino Beridze");
  CHECK(phrase("Beridze, N. \"Nino\"", 6) == "\"Beridze, N. \\\"Nino\\\"\"");
  CHECK(decoded(phrase("ნინო ბერიძე", 6)) == "ნინო ბერიძე");
}

}  // namespace kvali
