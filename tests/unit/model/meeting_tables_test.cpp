#include "catch.hpp"
#include "model/report_tables.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Locale& locale_of(const char* lang) {
  static const Locale georgian("ka");
  static const Locale english("en");
  return std::string_view(lang) == "ka" ? georgian : english;
}

/// The tables of a report, in one language.
struct Tables : Mapped {
  Tables(ModelFacts facts, const char* period, const char* lang = "en") {
    Workspace& merged = facts.merged();
    CHECK(short_texts(facts.findings).empty());
    const Frame frame = frame_of(period);
    const Figures figures = compute_figures(merged, frame, facts.findings);
    const Catalogue words(locale_of(lang));
    workspace = report_tables(merged, figures, frame, words, {}, findings);
  }
};

ModelFacts two_meetings() {
  ModelFacts facts;
  return facts.with("meeting", {"meeting_id", "date", "title@en"},
                    {{"m1", "2020-11-08", "Second"}, {"m2", "2020-12-08", "Third"}});
}

const Texts counts{"meeting", "att_total", "female", "male", "unknown"};

}  // namespace

TEST_CASE("attendance is counted by sex, unknown sex apart", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("attendance", {"meeting", "seq", "sex", "count", "partstat"},
             {{"m2", "1", "f", "3", "~"},
              {"m2", "2", "m", "2", "~"},
              {"m2", "3", "~", "4", "~"},
              {"m2", "4", "f", "1", "absent"},
              {"m1", "1", "f", "9", "~"}});
  CHECK(Tables(facts, "2020-12").rows("meetings", counts) == Texts{"m2|9|3|2|4"});
}

TEST_CASE("where nobody was counted, nothing is zero", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("attendance", {"meeting", "seq", "org"}, {{"m2", "1", "IOM"}});
  CHECK(Tables(facts, "2020-12").rows("meetings", counts) == Texts{"m2|-|-|-|-"});
}

TEST_CASE("meetings of other periods stay out, in order of time", "[model]") {
  CHECK(Tables(two_meetings(), "2020-Q4").rows("meetings", {"meeting"}) == Texts{"m1", "m2"});
  CHECK(Tables(two_meetings(), "2020-11").rows("meetings", {"meeting"}) == Texts{"m1"});
}

TEST_CASE("open actions are carried over with age and delay, closed ones are not", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("action_point", {"action_id", "meeting", "text", "due", "status", "closed_on"},
             {{"a", "m1", "t", "2020-12-21", "open", "~"},
              {"b", "m1", "t", "2020-12-31", "~", "~"},
              {"c", "m1", "t", "~", "done", "2020-11-20"},
              {"d", "m1", "t", "2020-12-01", "done", "2020-12-05"},
              {"e", "m2", "t", "~", "superseded", "~"}});
  CHECK(Tables(facts, "2020-12").rows("actions", {"action", "status", "age_days", "overdue_days"}) ==
        Texts{"a|overdue|53|10", "b|open|53|-", "d|done|-|-"});
  CHECK(Tables(facts, "2020-10").rows("actions", {"action"}).empty());
}

TEST_CASE("M9: over eight meetings a point is carried over, mentioned again and closed", "[model]") {
  const auto at = [](const char* period) {
    ModelFacts facts;
    ModelFacts::Rows meetings;
    for (int month = 1; month <= 8; ++month)
      meetings.push_back({"m" + std::to_string(month), "2020-0" + std::to_string(month) + "-10"});
    facts.with("meeting", {"meeting_id", "date"}, meetings)
        .with("action_point", {"action_id", "meeting", "text", "due", "status", "as_of"},
              {{"a", "m1", "Ask the town hall", "2020-03-31", "open", "2020-01-10"},
               {"a", "m3", "~", "~", "in_progress", "2020-03-10"},
               {"a", "m5", "~", "2020-06-30", "in_progress", "2020-05-10"},
               {"a", "m8", "~", "~", "done", "2020-08-10"}});
    return Tables(facts, period).rows("actions", {"action", "meeting", "status", "age_days", "overdue_days"});
  };
  CHECK(at("2020-07") == Texts{"a|m1|overdue|203|31"});
  CHECK(at("2020-08") == Texts{"a|m1|done|-|-"});
  CHECK(at("2020-09").empty());
}

TEST_CASE("M14: a missing language falls back with a mark and one finding", "[model]") {
  const Tables tables(two_meetings(), "2020-Q4", "ka");
  CHECK(tables.rows("meetings", {"title"}) == Texts{"Second [en]", "Third [en]"});
  REQUIRE(ids_of(tables.findings) == Texts{"L-01"});
  CHECK(tables.findings.all()[0].severity == Severity::warning);
  CHECK(tables.findings.all()[0].message == "meeting.title has no text in 'ka'; 'en' stands in");
  CHECK(Tables(two_meetings(), "2020-Q4", "en").findings.all().empty());
}

TEST_CASE("a meeting that did not take place is not held, and not lost", "[model]") {
  ModelFacts facts;
  facts.with("meeting", {"meeting_id", "date", "status", "type", "number"},
             {{"m1", "2020-12-01", "held", "working", "3"},
              {"m2", "2020-12-02", "cancelled", "working", "4"},
              {"m3", "2020-12-03", "~", "visit", "~"}});
  const Tables tables(facts, "2020-12");
  CHECK(tables.rows("meetings", {"meeting", "label"}) ==
        Texts{"m1|3rd working meeting, 1 December 2020", "m3|meeting, 3 December 2020"});
  CHECK(tables.rows("unheld_meetings", {"meeting", "status"}) == Texts{"m2|cancelled"});
}

TEST_CASE("an answer to an invitation is no attendance", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("attendance", {"meeting", "seq", "person", "sex", "partstat"},
             {{"m2", "1", "ana", "f", "accepted"}, {"m2", "2", "beka", "m", "~"}});
  CHECK(Tables(facts, "2020-12").rows("meetings", counts) == Texts{"m2|1|0|1|0"});
}

TEST_CASE("an action point knows the meetings that spoke of it, and how many are open", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("action_point",
             {"action_id", "meeting", "text", "owner_org", "due", "status", "as_of", "history"},
             {{"a", "m1", "Ask", "iom", "2020-12-20", "open", "2020-11-08", "~"},
              {"a", "m1", "~", "~", "~", "in_progress", "2020-12-08", "Half done"},
              {"b", "m1", "Print", "iom", "2020-12-20", "open", "2020-11-08", "~"},
              {"b", "m1", "~", "~", "~", "done", "2020-12-08", "~"},
              {"c", "m2", "Call", "iom", "2021-01-20", "open", "2020-12-08", "~"}});
  const Tables tables(facts, "2020-12");
  CHECK(tables.rows("actions", {"action", "status", "mentions", "last_mention", "raised_in", "news"}) ==
        Texts{"a|overdue|2|2020-12-08|meeting, 8 November 2020|Half done",
              "b|done|2|2020-12-08|meeting, 8 November 2020|-",
              "c|open|1|2020-12-08|meeting, 8 December 2020|-"});
  CHECK(tables.rows("action_flow", {"open_before", "raised", "closed", "open", "overdue"}) ==
        Texts{"2|1|1|2|1"});
  CHECK(Tables(facts, "2020-11").rows("actions", {"action", "status", "mentions"}) ==
        Texts{"a|open|1", "b|open|1"});
}

TEST_CASE("a promise is a candidate for the plan until it has an owner and a date", "[model]") {
  ModelFacts facts = two_meetings();
  facts.with("action_point", {"action_id", "meeting", "text", "owner_org", "due", "due_text", "firm"},
             {{"a", "m2", "Go on", "iom", "~", "~", "no"},
              {"b", "m2", "Help", "~", "~", "2021", "no"},
              {"c", "m2", "Give a room", "iom", "2021-02-01", "~", "no"}});
  const Tables tables(facts, "2020-12");
  CHECK(tables.rows("commitments", {"action", "owner", "lacks"}) ==
        Texts{"a|iom|until when", "b|-|who does it and an exact day (said: 2021)"});
  CHECK(tables.rows("actions", {"action", "firm"}) == Texts{"a|false", "b|false", "c|true"});
}
