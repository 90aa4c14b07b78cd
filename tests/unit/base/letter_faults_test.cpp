#include "base/letter_faults.hpp"

#include "catch.hpp"

using namespace kvali;

TEST_CASE("a word with Georgian capitals among ordinary letters was made by a program", "[base]") {
  const auto made = first_mtavruli("ქალაქი Ბათუმი და Ფოთი");
  REQUIRE(made);
  CHECK(made->word == "Ბათუმი");
  CHECK(made->mixed);
  CHECK(made->offset == std::string_view("ქალაქი ").size());
}

TEST_CASE("a word of capitals alone is told apart, at the end of the text too", "[base]") {
  const auto all = first_mtavruli("ქ. ᲑᲐᲗᲣᲛᲘ");
  REQUIRE(all);
  CHECK(all->word == "ᲑᲐᲗᲣᲛᲘ");
  CHECK_FALSE(all->mixed);
}

TEST_CASE("ordinary letters and other alphabets have no Georgian capitals", "[base]") {
  for (const char* text : {"", "ბათუმი", "Batumi", "БАТУМИ", "\xE1\xB2", "᱐"})
    CHECK_FALSE(first_mtavruli(text));
}

TEST_CASE("a direction that is turned must be ended in its line", "[base]") {
  CHECK(first_unbalanced_direction("a\u202Bb") == 1);
  CHECK(first_unbalanced_direction("a\u2067b\nc\u2069") == 1);
  CHECK(first_unbalanced_direction("ab\u202C") == 2);
  CHECK(first_unbalanced_direction("\u202Ba\u2069") == 4);
  CHECK_FALSE(first_unbalanced_direction("\u202Ba\u202C \u2066b\u2067c\u2069\u2069"));
  CHECK_FALSE(first_unbalanced_direction("„plain“ – text…"));
}
