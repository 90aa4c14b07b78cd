#include "base/text.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/code_point.hpp"
#include "catch.hpp"

using namespace kvali;
using namespace std::string_literals;

namespace {

/// Random text of the letters that names have, with everything that folding looks at.
std::string random_text(std::mt19937_64& random) {
  static const std::vector<std::string> parts{
      "IOM", "unhcr",   "-",   "–", "ის", "მა", "საქართველო", " ", "\u00A0", "\u200B", "„", "“",
      "É",   "e\u0301", "Ს", "ß", "İ",  "ǅ",  "7",          "",  "\u202F", "ს",      "X", "'"};
  std::string text;
  for (auto count = random() % 9; count > 0; --count) text += parts[random() % parts.size()];
  return text;
}

}  // namespace

TEST_CASE("the first byte of ill-formed UTF-8 is found", "[text]") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("კვალი – trace €\U0001F600"));
  CHECK(first_invalid_utf8("ab\xFF") == 2);
  CHECK(first_invalid_utf8("კ\xE1\x83") == 3);         // cut off
  CHECK(first_invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(first_invalid_utf8("\xE0\x80\xAF") == 0);      // overlong
  CHECK(first_invalid_utf8("a\xED\xA0\x80") == 1);     // surrogate
  CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(first_invalid_utf8("\xF5\x80\x80\x80") == 0);
  CHECK(first_invalid_utf8("x\x80") == 1);  // continuation alone
  CHECK(is_valid_utf8("a\0b"s));
}

TEST_CASE("each maximal ill-formed part becomes one replacement character", "[text]") {
  CHECK(sanitize_utf8("ok") == "ok");
  CHECK(sanitize_utf8("a\xE1\x83z") == "a\uFFFDz");
  CHECK(sanitize_utf8("\xF0\x9F\x98") == "\uFFFD");
  CHECK(sanitize_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(sanitize_utf8("კ\xFFვ") == "კ\uFFFDვ");
}

TEST_CASE("sanitized bytes of any kind are well-formed", "[text][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 12, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() : 0x80 + random() % 0x80);
    REQUIRE(is_valid_utf8(sanitize_utf8(bytes)));
    REQUIRE(is_valid_utf8(bytes) == (sanitize_utf8(bytes) == bytes));
    REQUIRE(is_valid_utf8(fold_key(bytes)));
    REQUIRE(is_valid_utf8(to_nfc(bytes)));
    REQUIRE(is_valid_utf8(to_upper(bytes)));
    REQUIRE(slug(bytes).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    REQUIRE(character_count(bytes) <= bytes.size());
    REQUIRE(trim(bytes).size() <= bytes.size());
  }
}

TEST_CASE("code points read the same backwards", "[text]") {
  const std::string text = "aკ€\U0001F600\xE1\x83z";
  std::size_t end = text.size();
  CHECK(previous_code_point(text, end) == U'z');
  CHECK(previous_code_point(text, end) == ill_formed);
  CHECK(previous_code_point(text, end) == ill_formed);
  CHECK(previous_code_point(text, end) == U'\U0001F600');
  CHECK(previous_code_point(text, end) == U'€');
  CHECK(previous_code_point(text, end) == U'კ');
  CHECK(previous_code_point(text, end) == U'a');
  CHECK(end == 0);
}

TEST_CASE("composed and decomposed letters become one", "[text]") {
  CHECK(to_nfc("e\u0301") == "é");
  CHECK(to_nfc("plain") == "plain");
  CHECK(to_nfc("a\xFF"
               "e\u0301") == "a\uFFFDé");
}

TEST_CASE("columns count characters as a reader sees them", "[text]") {
  const std::string line = "1.2,კონსულტირებული მიგრანტი,ორმოცი";
  CHECK(column_at(line, line.find("ორმოცი")) == 29);
  CHECK(column_at("ab", 0) == 1);
  CHECK(column_at("ab", 99) == 3);
  CHECK(column_at("კვ", 4) == 2);  // inside the second letter
  CHECK(character_count("e\u0301\u200Bx") == 2);
  CHECK(character_count("a\u00ADb") == 2);
  CHECK(character_count("\xFF\xFE") == 2);
}

TEST_CASE("white space of every kind is trimmed at both ends only", "[text]") {
  CHECK(trim(" \t\u00A0\u202F a b \u2009\u200B\uFEFF\r\n") == "a b");
  CHECK(trim("\u00A0 ") == "");
  CHECK(trim("") == "");
  CHECK(trim("კ ") == "კ");
  CHECK(trim("\x83\xFF ") == "\x83\xFF");
}

TEST_CASE("spellings of one name fold to one key", "[text]") {
  CHECK(fold_key("IOM-ის") == "iom");
  CHECK(fold_key("IOM–ის") == "iom");
  CHECK(fold_key("UNHCR-მაც") == "unhcr");
  CHECK(fold_key("IOM-ისთვის და UNHCR-თან") == "iom და unhcr");
  CHECK(fold_key("EMERGE-ის პროექტი") == "emerge პროექტი");
  CHECK(fold_key("  Nordic\u00A0\u202FCouncil ") == "nordic council");
  CHECK(fold_key("„კვალი“") == fold_key("\"კვალი\""));
  CHECK(fold_key("d’Ivoire") == "d'ivoire");
  CHECK(fold_key("col\u00ADlabo\u200Bration") == "collaboration");
  CHECK(fold_key("STRASSE") == fold_key("straße"));
}

TEST_CASE("what only looks like a case ending stays", "[text]") {
  CHECK(fold_key("IOM-პროექტი") == "iom-პროექტი");
  CHECK(fold_key("X-ის") == "x-ის");
  CHECK(fold_key("2020-ის") == "2020-ის");
  CHECK(fold_key("IOM-ის-ის") == "iom-ის-ის");
  CHECK(fold_key("მდგრად-ის") == "მდგრად-ის");
}

TEST_CASE("a folded key folds to itself and has no Mtavruli", "[text][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random);
    INFO(text);
    const std::string key = fold_key(text);
    REQUIRE(fold_key(key) == key);
    REQUIRE_FALSE(has_mtavruli(key));
    REQUIRE(trim(key) == key);
  }
}

TEST_CASE("Georgian is never upper-cased", "[text]") {
  CHECK(to_upper("მიღწევები ok") == "მიღწევები OK");
  CHECK(to_upper("ᲛᲘᲦᲬᲔᲕᲔᲑᲘ") == "მიღწევები");
  CHECK(to_lower("ᲛᲘᲦᲬᲔᲕᲔᲑᲘ OK") == "მიღწევები ok");
  CHECK(fold_key("ᲛᲘᲦᲬᲔᲕᲔᲑᲘ") == "მიღწევები");
  CHECK(has_mtavruli("ᲛᲘ"));
  CHECK_FALSE(has_mtavruli("მიღწევები"));
  std::string alphabet;
  for (char32_t c = U'\u10D0'; c <= U'\u10FF'; ++c) append_code_point(alphabet, c);
  CHECK(to_upper(alphabet) == alphabet);
  CHECK(to_lower(alphabet) == alphabet);
}

TEST_CASE("file names are ASCII, Georgian by the national romanisation", "[text]") {
  CHECK(slug("Monthly Report, December 2020!") == "monthly-report-december-2020");
  CHECK(slug("ყოველთვიური ანგარიში") == "qoveltviuri-angarishi");
  CHECK(slug("ღვინო ჟურნალი წყალი ჭაობი ხე ჯარი ჰავა ძაღლი ცა ჩაი") ==
        "ghvino-zhurnali-tsqali-chaobi-khe-jari-hava-dzaghli-tsa-chai");
  CHECK(slug("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ") == "abgdevztiklmnopzhrstupkghqshchtsdztschkhjh");
  CHECK(slug("ᲙᲕᲐᲚᲘ") == "kvali");
  CHECK(slug("Отчёт") == "otcet");
  CHECK(slug("Élan d'été") == "elan-dete");
  CHECK(slug("../../etc/passwd") == "etc-passwd");
  CHECK(slug("25–59 წელი") == "25-59-tseli");
  CHECK(slug("---").empty());
  CHECK(slug("").empty());
}

TEST_CASE("long file names are cut between words", "[text]") {
  CHECK(slug("alpha beta gamma", 12) == "alpha-beta");
  CHECK(slug("alpha beta gamma", 10) == "alpha-beta");
  CHECK(slug("abcdefghijklmnop", 8) == "abcdefgh");
  CHECK(slug(std::string(100000, 'x')).size() == 80);
}

TEST_CASE("a misspelt name finds the one that was meant", "[text]") {
  const std::vector<std::string> names{"indicator", "target", "observation", "meeting", "მაჩვენებელი"};
  CHECK(nearest("indikator", names) == "indicator");
  CHECK(nearest("traget", names) == "target");
  CHECK(nearest("TARGET", names) == "target");
  CHECK(nearest("მაჩვენბელი", names) == "მაჩვენებელი");
  CHECK(nearest("observations", names) == "observation");
  CHECK_FALSE(nearest("budget", names));
  CHECK_FALSE(nearest("", names));
  CHECK_FALSE(nearest(std::string(100000, 'x'), names));
  CHECK_FALSE(nearest("to", std::vector<std::string>{"do"}));
  CHECK(nearest("cat", std::vector<std::string_view>{"bat", "rat"}) == "bat");
}
