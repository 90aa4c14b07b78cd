#include "text.hpp"

#include "catch.hpp"

using namespace kvali::xlsx;

TEST_CASE("text that no XML part may hold becomes U+FFFD") {
  CHECK(xml_text("a\x01z") == "a\uFFFDz");
  CHECK(xml_text("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a lone surrogate
  CHECK(xml_text("\xC0\xAF") == "\uFFFD\uFFFD");            // overlong
  CHECK(xml_text("\xEF\xBF\xBF") == "\uFFFD");              // U+FFFF
  CHECK(xml_text("ქარ\xE1\x83") == "ქარ\uFFFD\uFFFD");      // cut in mid-character
  CHECK(xml_text("a\r\nb\rc\td") == "a\nb\nc\td");
}

TEST_CASE("length counts UTF-16 units as Excel does") {
  CHECK(utf16_units("აბგ") == 3);
  CHECK(utf16_units("😀") == 2);
  CHECK(clip_units("აბგდე", 4) == "აბგ…");
  CHECK(clip_units("😀😀", 3) == "😀…");
  CHECK(clip_units("აბგ", 3) == "აბგ");
}

TEST_CASE("a cell takes 32,767 units and says where it was cut") {
  std::string emoji;
  for (int i = 0; i < 20000; ++i) emoji += "😀";
  const std::string cut = cell_text(emoji);
  CHECK(utf16_units(cut) == 32767);
  CHECK(cut.substr(cut.size() - 3) == "…");
}

TEST_CASE("what looks like an escape of Excel's is escaped") {
  CHECK(cell_text("_x0041_") == "_x005F_x0041_");
  CHECK(cell_text("_x00g1_ _x0041") == "_x00g1_ _x0041");
  CHECK(has_escape("a_x0041_b"));
  CHECK_FALSE(has_escape("_x004_"));
}

TEST_CASE("many escapes do not push a text over the limit") {
  std::string text;
  while (text.size() < 32767) text += "_x0041_";
  CHECK(utf16_units(cell_text(text)) <= longest_cell_text);
}

TEST_CASE("case is folded as Excel does for names") {
  CHECK(fold_case("ReSuLTs") == "results");
  CHECK(fold_case("ᲐᲜᲒᲐᲠᲘᲨᲘ") == "ანგარიში");
  CHECK(fold_case("Ärger ĀŹ Привет Ծ") == "ärger āź привет ծ");
}
