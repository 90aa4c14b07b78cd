#include "locale/finding_words.hpp"

#include <algorithm>

#include "catch.hpp"
#include "locale/sentence_pattern.hpp"

using namespace kvali;

namespace {

using Views = std::vector<std::string_view>;

const Locale& georgian() {
  static const Locale locale("ka");
  return locale;
}

const FindingWords& words() {
  static const FindingWords words(georgian());
  return words;
}

}  // namespace

TEST_CASE("a pattern finds what stands in its gaps", "[locale]") {
  const auto pattern = SentencePattern::parse("{field} is not a number: '{text}'");
  REQUIRE(pattern);
  CHECK(pattern->match("value is not a number: 'x'") == Views{"value", "x"});
  CHECK(pattern->match("value is not a number: ''") == Views{"value", ""});
  CHECK(pattern->match("value is not a number: 'a' is not a number: 'b''") ==
        Views{"value", "a' is not a number: 'b'"});
  CHECK_FALSE(pattern->match("value is not a number: 'x"));
  CHECK_FALSE(pattern->match("value is a number"));
  CHECK_FALSE(pattern->match(""));
}

TEST_CASE("a pattern without gaps fits its own text alone", "[locale]") {
  const auto pattern = SentencePattern::parse("write map = {{ const = 1 }}");
  REQUIRE(pattern);
  CHECK(pattern->match("write map = { const = 1 }") == Views{});
  CHECK_FALSE(pattern->match("write map = { const = 1 } "));
  CHECK(pattern->literal_bytes() == 25);
}

TEST_CASE("where a number must stand nothing else fits", "[locale]") {
  const auto pattern = SentencePattern::parse("{n, number} amounts are left out");
  REQUIRE(pattern);
  CHECK(pattern->match("3 amounts are left out") == Views{"3"});
  CHECK(pattern->match("-1234.50 amounts are left out") == Views{"-1234.50"});
  CHECK_FALSE(pattern->match("many amounts are left out"));
  CHECK_FALSE(pattern->match(" amounts are left out"));
}

TEST_CASE("gaps that no text could tell apart are no pattern", "[locale]") {
  CHECK_FALSE(SentencePattern::parse("{a}{b}"));
  CHECK_FALSE(SentencePattern::parse("{a, money}"));
  CHECK_FALSE(SentencePattern::parse("{}"));
  CHECK_FALSE(SentencePattern::parse("{a"));
  CHECK_FALSE(SentencePattern::parse("a}"));
}

TEST_CASE("a long text full of half matches costs no more than its length", "[locale]") {
  const auto pattern = SentencePattern::parse("{a}, {b}, {c}, {d}, {e}, {f}: {g}; {h}!");
  REQUIRE(pattern);
  std::string text;
  for (int i = 0; i < 200000; ++i) text += ", : ";
  CHECK_FALSE(pattern->match(text));
  CHECK(pattern->match(text + "; !"));
}

TEST_CASE("findings are told in Georgian with the same names and numbers", "[locale]") {
  CHECK(words().say("value is not a number: 'ორმოცი'") == "მნიშვნელობა: „ორმოცი“ რიცხვი არ არის");
  CHECK(words().say("indicator 1.2 has no value for 2025-12") ==
        "ინდიკატორს 1.2 მნიშვნელობა არ აქვს: 2025 წლის დეკემბერი");
  CHECK(words().say("indicator 1.2 has no value for 3 periods: 2025-01, 2025-Q2, soon") ==
        "ინდიკატორს 1.2 3 პერიოდში მნიშვნელობა არ აქვს: 2025 წლის იანვარი, 2025 წლის II კვარტალი და soon");
  CHECK(words().say("budget line 2.1 is overspent: 104.5% of what was approved") ==
        "საბიუჯეტო მუხლი 2.1 გადახარჯულია: დამტკიცებულის 104,5 %");
  CHECK(words().say("3 amounts are left out") == "3 თანხა არ ითვლება");
}

TEST_CASE("what was told otherwise in the last report is told in Georgian", "[locale]") {
  CHECK(
      words().say("indicator 1.1 (sex=f) for 2025-11 was reported as not recorded and is 1234.5 now") ==
      "ინდიკატორი 1.1, sex=f (2025 წლის ნოემბერი): წინა ანგარიშში იყო არ არის მითითებული, ახლა არის 1234.5");
  CHECK(words().say("the report on 2025-11 is 16 days overdue: it was due on 2025-12-15") ==
        "ანგარიში (2025 წლის ნოემბერი) 16 დღით დაგვიანებულია: ვადა იყო 15.12.2025");
}

TEST_CASE("what stands in a file is never changed, whatever it looks like", "[locale]") {
  CHECK(words().say("value is not a number: '2025-12'") == "მნიშვნელობა: „2025-12“ რიცხვი არ არის");
  CHECK(words().say("value is not a number: '{x} 12.5 value'") ==
        "მნიშვნელობა: „{x} 12.5 value“ რიცხვი არ არის");
  CHECK(words().say("there is no indicator '1.20'") == "ინდიკატორი „1.20“ არ არსებობს");
}

TEST_CASE("sentences within sentences are told too", "[locale]") {
  CHECK(words().say("no exchange rate from EUR to GEL for 2025-11; 2 amounts are left out") ==
        "გაცვლითი კურსი EUR–GEL არ არის (2025 წლის ნოემბერი); 2 თანხა არ ითვლება");
  CHECK(words().say("source csv: the file is empty") == "source csv: ფაილი ცარიელია");
}

TEST_CASE("what is not known stays as it was", "[locale]") {
  CHECK(words().say("a sentence of a plugin of somebody else") == "a sentence of a plugin of somebody else");
  CHECK(words().say("") == "");
  CHECK_FALSE(words().knows("a sentence of a plugin of somebody else"));
  const Locale english("en");
  CHECK(FindingWords(english).say("the file is empty") == "the file is empty");
  CHECK(FindingWords(english).title("I-05") == "The parts do not add up to the total");
}

TEST_CASE("every id is documented in every language", "[locale]") {
  const std::vector<std::string> ids = FindingWords::ids();
  CHECK(std::find(ids.begin(), ids.end(), "I-05") != ids.end());
  const Locale english("en");
  const FindingWords in_english(english);
  for (const std::string& id : ids) {
    INFO(id);
    CHECK_FALSE(in_english.severities(id).empty());
    for (const auto& text : {&FindingWords::title, &FindingWords::meaning, &FindingWords::cure}) {
      CHECK_FALSE((in_english.*text)(id).empty());
      CHECK((words().*text)(id) != (in_english.*text)(id));
    }
  }
}

TEST_CASE("an id that is not documented has no words", "[locale]") {
  CHECK(words().title("X-99").empty());
  CHECK(words().severities("X-99").empty());
}
