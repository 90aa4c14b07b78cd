#include "numbers.hpp"
#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

namespace {

/// "indicator value period" of each mark, then what is left of the text.
Lines marks(std::string text) {
  Lines all;
  for (const MarkedNumber& mark : take_numbers(text))
    all.push_back(mark.indicator + " " + mark.value + " " + kvali::minutes::text(mark.period));
  all.push_back(text);
  return all;
}

const Statement& statement(const Reading& reading) {
  return reading.records.at(0).statements.at(0);
}

}  // namespace

TEST_CASE("takes a marked number out of a sentence", "[minutes]") {
  CHECK(marks("We had 120 visitors [1.4: 120, 2025-12].") ==
        Lines{"1.4 120 2025-12", "We had 120 visitors."});
  CHECK(marks("[1.4 = 1 250,5] in all") == Lines{"1.4 1250.5 none", "in all"});
  CHECK(marks("დეკემბერში 120 ადამიანი მოვიდა [1.4: 120, 2025 წლის დეკემბერი]") ==
        Lines{"1.4 120 2025 წლის დეკემბერი", "დეკემბერში 120 ადამიანი მოვიდა"});
}

TEST_CASE("leaves other brackets alone", "[minutes]") {
  const char* text = GENERATE("at [10:30]", "[Ana: said so]", "[1]", "[see 1.4: 120]", "[1.4: about 120]",
                              "[1.4: 1,250]", "[1.4: 12.]", "an open [1.4: 120", "[]");
  CHECK(marks(text) == Lines{text});
}

TEST_CASE("a statement carries its number, in every language without the mark", "[minutes]") {
  const Reading reading = read_body(
      "## Discussion\n- IOM: 120 people came [1.4: 120, 2020-12] {kind=report}\n  ka: 120 ადამიანი მოვიდა "
      "[1.4: 120, "
      "2020-12]\n");
  CHECK(reading.messages.empty());
  CHECK(text(statement(reading).indicator) == "1.4");
  CHECK(text(statement(reading).value) == "120");
  CHECK(text(statement(reading).period) == "2020-12");
  CHECK(text(statement(reading).text) == "120 people came");
  CHECK(text(statement(reading).text, "ka") == "120 ადამიანი მოვიდა");
}

TEST_CASE("a number without a period is kept, and never guessed to be of one", "[minutes]") {
  const Reading reading = read_body("## Discussion\n- IOM: 120 people came [1.4: 120]\n");
  CHECK(text(statement(reading).period) == "none");
  REQUIRE(reading.hints.size() == 1);
  CHECK(reading.hints[0] ==
        "warning 6:3 [M-11] the number [1.4: 120] says no period; it is not compared with anything\n"
        "hint: write [1.4: 120, 2021-03]");
}

TEST_CASE("a second number of a statement is told", "[minutes]") {
  const Reading reading = read_body("## Discussion\n- IOM: both came [1.4: 12, 2020-12] [1.5: 3, 2020-12]\n");
  CHECK(text(statement(reading).value) == "12");
  CHECK(text(statement(reading).text) == "both came");
  REQUIRE(reading.messages.size() == 1);
  CHECK(reading.messages[0].ends_with("[M-11] a statement has one number: [1.4: 12] is taken"));
}

TEST_CASE("what is said is linked with records by tags, in Georgian too", "[minutes]") {
  const Reading reading = read_body(
      "## Discussion\n- IOM: it helps {indicator=\"1.1; 1.2\", activity=a3}\n"
      "## Decisions\n- Go on {result=1}\n"
      "## Needs\n- IOM: legal aid {sector=legal, about=\"meeting:m\"}\n"
      "## Actions\n- [ ] print it @iom due 2021-01-01 {მაჩვენებელი=1.1}\n");
  CHECK(reading.messages.empty());
  const Record& record = reading.records.at(0);
  CHECK(text(record.statements.at(0).about) == "indicator:1.1; indicator:1.2; activity:a3");
  CHECK(text(record.decisions.at(0).about) == "result:1");
  CHECK(text(record.needs.at(0).about) == "meeting:m");
  CHECK(text(record.actions.at(0).about) == "indicator:1.1");
}
