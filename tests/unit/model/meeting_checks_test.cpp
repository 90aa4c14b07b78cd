#include "model/meeting_checks.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
using Rows = ModelFacts::Rows;

namespace {

/// Findings on meetings of December 2020, without the information ones.
Diagnostics checked(ModelFacts& facts, const char* period = "2020-12") {
  const Workspace& merged = facts.merged();
  Diagnostics all;
  check_meetings(merged, MeetingRecords(merged), frame_of(period), all);
  return all;
}

ModelFacts with_meetings(const Texts& fields, const Rows& rows) {
  ModelFacts facts;
  facts.with("meeting", fields, rows);
  return facts;
}

Diagnostics checked_list(const Rows& attendance) {
  ModelFacts facts = with_meetings({"meeting_id", "date", "att_total"}, {{"m-1", "2020-11-08", "12"}});
  facts.with("attendance", {"meeting", "seq", "org", "count"}, attendance);
  return checked(facts);
}

}  // namespace

TEST_CASE("M-03: an attendance list that does not add up to the stated total is told", "[model]") {
  const Diagnostics wrong = checked_list({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "7"}});
  REQUIRE(ids_of(wrong) == Texts{"M-03"});
  CHECK(wrong.all()[0].message == "meeting m-1: the attendance list adds up to 17, the stated total is 12");
  CHECK(wrong.all()[0].value == "17 / 12");
  CHECK(checked_list({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "2"}}).all().empty());
}

TEST_CASE("a list with a group nobody counted is not held against the total", "[model]") {
  CHECK(checked_list({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "~"}}).all().empty());
}

TEST_CASE("M-01, M-02: of a meeting of the period nobody was counted, or not by sex", "[model]") {
  ModelFacts facts = with_meetings({"meeting_id", "date", "att_total"}, {{"a", "2020-12-01", "~"},
                                                                         {"b", "2020-12-02", "30"},
                                                                         {"c", "2020-12-03", "~"},
                                                                         {"d", "2020-12-04", "~"},
                                                                         {"e", "2020-11-05", "~"}});
  facts.with("attendance", {"meeting", "seq", "org", "sex", "count"},
             {{"a", "1", "x", "~", "~"}, {"c", "1", "x", "f", "3"}, {"d", "1", "x", "~", "3"}});
  const Diagnostics found = checked(facts);
  REQUIRE(ids_of(found) == Texts{"M-01", "M-02", "M-02"});
  CHECK(found.all()[0].subject == "meeting=a");
  CHECK(found.all()[1].subject == "meeting=b");
  CHECK(found.all()[2].subject == "meeting=d");
}

TEST_CASE("M-04: a meeting without a date, and meetings dated later than the report", "[model]") {
  ModelFacts facts =
      with_meetings({"meeting_id", "date"}, {{"a", "~"}, {"b", "2021-01-07"}, {"c", "2021-02-07"}});
  const Diagnostics found = checked(facts);
  REQUIRE(ids_of(found) == Texts{"M-04", "M-04"});
  CHECK(found.all()[0].message == "meeting a has no date; no report shows it");
  CHECK(found.all()[1].severity == Severity::info);
  CHECK(found.all()[1].message == "the data stand at 2020-12-31, and 2 meetings are dated later; left out");
}

TEST_CASE("M-13: numbers of a series that are not on file, told as ranges", "[model]") {
  ModelFacts facts =
      with_meetings({"meeting_id", "series", "number", "date"}, {{"a", "s", "3", "2020-10-01"},
                                                                 {"b", "s", "7", "2020-10-02"},
                                                                 {"c", "s", "8", "2020-10-03"},
                                                                 {"d", "t", "1", "2020-10-04"}});
  const Diagnostics found = checked(facts);
  REQUIRE(ids_of(found) == Texts{"M-13"});
  CHECK(found.all()[0].subject == "series=s");
  CHECK(found.all()[0].value == "1-2, 4-6");
}

TEST_CASE("a number without end is no trouble", "[model]") {
  ModelFacts facts = with_meetings({"meeting_id", "series", "number", "date"},
                                   {{"a", "s", "9000000000000000000", "2020-10-01"}});
  CHECK(checked(facts).all()[0].value == "1-8999999999999999999");
}

TEST_CASE("M-14: people counted at a meeting that did not take place", "[model]") {
  ModelFacts facts = with_meetings({"meeting_id", "date", "status"},
                                   {{"a", "2020-12-01", "cancelled"}, {"b", "2020-12-02", "tentative"}});
  facts.with("attendance", {"meeting", "seq", "sex", "count"}, {{"a", "1", "f", "3"}});
  const Diagnostics found = checked(facts);
  REQUIRE(ids_of(found) == Texts{"M-14"});
  CHECK(found.all()[0].message == "meeting a is cancelled, and people are counted; it is left out");
}
