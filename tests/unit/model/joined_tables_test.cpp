#include "catch.hpp"
#include "model/meeting_findings.hpp"
#include "model/report_tables.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
using Rows = ModelFacts::Rows;

namespace {

/// The tables of December 2020, in English, and what was found on the way.
struct Joined : Mapped {
  explicit Joined(ModelFacts facts, const char* period = "2020-12") {
    Workspace& merged = facts.merged();
    const Frame frame = frame_of(period);
    const Figures figures = compute_figures(merged, frame, facts.findings);
    Diagnostics found;
    find_in_meetings(merged, figures, frame, found);
    for (const Diagnostic& finding : found.all())
      if (finding.id != "M-01" && finding.id != "M-13") findings.add(finding);
    static const Locale english("en");
    const Catalogue words(english);
    workspace = report_tables(merged, figures, frame, words, {}, facts.findings);
  }
};

/// Two meetings, two partners, an indicator of legal aid with figures.
ModelFacts project() {
  ModelFacts facts;
  facts
      .with("meeting", {"meeting_id", "date", "number", "type", "loc"},
            {{"m1", "2020-11-08", "2", "working", "~"}, {"m2", "2020-12-08", "3", "working", "batumi"}})
      .with("org", {"org_id", "name"}, {{"iom", "IOM"}, {"centre", "Migration Centre"}})
      .with("location", {"loc_id", "name"}, {{"batumi", "Batumi"}, {"poti", "Poti"}})
      .with("indicator", {"indicator_id", "code", "title", "sector", "population"},
            {{"1.1", "1.1", "People advised", "legal", "migrants"},
             {"1.2", "1.2", "Lessons", "education", "~"}})
      .with("observation", {"indicator", "period", "value"},
            {{"1.1", "2020-11", "90"}, {"1.1", "2020-12", "112"}});
  return facts;
}

const Texts said{"stmt_id", "meeting", "org", "text", "indicator", "value", "period"};

}  // namespace

TEST_CASE("M-11: a number said in a meeting is held against the figure, and never taken", "[model]") {
  ModelFacts facts = project();
  facts.with("statement", said,
             {{"s1", "m2", "centre", "120 came", "1.1", "120", "2020-12"},
              {"s2", "m2", "centre", "90 in November", "1.1", "90", "2020-11"},
              {"s3", "m2", "centre", "20 lessons", "1.2", "20", "2020-12"},
              {"s4", "m2", "centre", "no period", "1.1", "7", "~"}});
  const Joined joined(facts);
  CHECK(joined.rows("claims", {"code", "said", "reported", "verdict", "org", "meeting_label"}) ==
        Texts{"1.1|120|112|differs|Migration Centre|3rd working meeting, 8 December 2020",
              "1.1|90|90|agrees|Migration Centre|3rd working meeting, 8 December 2020",
              "1.2|20|-|no_figure|Migration Centre|3rd working meeting, 8 December 2020"});
  CHECK(
      joined.rows("results", {"code", "period_actual", "said", "discussed"}) ==
      Texts{
          "1.1|112|Statement of Migration Centre, 8 December 2020: 120.|3rd working meeting, 8 December 2020",
          "1.2|-|-|3rd working meeting, 8 December 2020"});
  const Diagnostic* finding = finding_of(joined.findings, "M-11");
  REQUIRE(finding != nullptr);
  CHECK(finding->severity == Severity::warning);
  CHECK(finding->subject == "indicator=1.1;period=2020-12;statement=s1");
  CHECK(finding->value == "120 / 112");
  CHECK(joined.rows("conflicts", {"field", "chosen", "other", "rule"}) ==
        Texts{"value|112 (observation)|120 (statement)|counted before spoken"});
}

TEST_CASE("a number said above a lower bound does not contradict it", "[model]") {
  ModelFacts facts = project();
  // Of October there is nothing: the quarter is at least 202.
  facts.with("statement", said,
             {{"s1", "m2", "centre", "230 came", "1.1", "230", "2020-Q4"},
              {"s2", "m2", "centre", "200 came", "1.1", "200", "2020-Q4"}});
  const Joined joined(facts, "2020-Q4");
  CHECK(joined.rows("claims", {"said", "reported", "at_least", "verdict"}) ==
        Texts{"230|202|true|possible", "200|202|true|differs"});
  CHECK(finding_of(joined.findings, "M-11")->value == "200 / 202");
  CHECK(joined.rows("conflicts", {"other"}) == Texts{"200 (statement)"});
}

TEST_CASE("a number said later, or of a month that has not ended, is not known yet", "[model]") {
  ModelFacts facts = project();
  facts.with("statement", said,
             {{"s1", "m2", "centre", "120 came", "1.1", "120", "2020-12"},
              {"s2", "m1", "centre", "we expect 200", "1.1", "200", "2020-12"}});
  CHECK(Joined(facts, "2020-11").rows("claims", {"said"}).empty());
}

TEST_CASE("what a person writes and what equal tags say become links", "[model]") {
  ModelFacts facts = project();
  facts
      .with("need", {"need_id", "meeting", "text", "sector", "population", "about"},
            {{"n1", "m2", "legal aid", "legal", "migrants", "~"},
             {"n2", "m2", "legal aid for others", "legal", "returnees", "~"},
             {"n3", "m2", "books", "~", "~", "1.2"}})
      .with("decision", {"dec_id", "meeting", "text", "about"},
            {{"d1", "m2", "Go on", "indicator:1.1; org:iom"}})
      .with("link", {"from", "to", "relation", "by"},
            {{"n1", "1.1", "addresses", "human"}, {"m1", "m2", "follows_up", "~"}});
  const Joined joined(facts);
  CHECK(joined.rows("links", {"from_kind", "from", "to_kind", "to", "to_text", "relation", "by"}) ==
        Texts{"decision|d1|indicator|1.1|People advised|evidence|human",
              "decision|d1|org|iom|IOM|evidence|human", "meeting|m1|meeting|m2|m2|follows_up|human",
              "need|n1|indicator|1.1|People advised|addresses|human",
              "need|n3|indicator|1.2|Lessons|addresses|human"});
}

TEST_CASE("D-02: a link with nothing, or with more than one record", "[model]") {
  ModelFacts facts = project();
  facts.with("result", {"result_id", "code", "title"}, {{"1.1", "1.1", "Output"}})
      .with("decision", {"dec_id", "meeting", "text", "about"},
            {{"d1", "m2", "Go on", "1.1; meeting:m3; location:batumy"}});
  const Joined joined(facts);
  Texts told;
  for (const Diagnostic& finding : joined.findings.all())
    if (finding.id == "D-02") told.push_back(finding.message + " | " + finding.hint);
  CHECK(told == Texts{"'1.1' is the id of several records | write indicator:1.1 or result:1.1",
                      "there is no record 'meeting:m3' to link with | write the id or code of a record",
                      "there is no record 'location:batumy' to link with | did you mean 'batumi'?"});
}

TEST_CASE("needs stand beside what the project does about them", "[model]") {
  ModelFacts facts = project();
  facts.with("need", {"need_id", "meeting", "text", "sector", "loc", "status"},
             {{"n1", "m2", "legal aid", "legal", "~", "raised"},
              {"n2", "m2", "a school", "education", "~", "~"},
              {"n3", "m2", "a doctor", "health", "batumi", "~"},
              {"n4", "m2", "a flat", "housing", "~", "addressed"},
              {"n5", "m1", "a doctor", "health", "~", "~"},
              {"n6", "m1", "a flat", "housing", "~", "addressed"}});
  const Joined joined(facts);
  CHECK(joined.rows("need_response", {"need", "response", "indicators", "carried"}) ==
        Texts{"n1|partly|People advised|false", "n2|unaddressed|Lessons|false", "n3|no_indicator|-|false",
              "n4|addressed|-|false", "n5|no_indicator|-|true"});
  CHECK(joined.rows("need_figures", {"need", "code", "period_actual"}) == Texts{"n1|1.1|112", "n2|1.2|-"});
  Texts told;
  for (const Diagnostic& finding : joined.findings.all())
    if (finding.id == "M-12") told.push_back(finding.subject);
  CHECK(told == Texts{"need=n3", "need=n5"});
}

TEST_CASE("a need at a place is held against the figures of that place", "[model]") {
  ModelFacts facts = project();
  facts
      .with("observation", {"indicator", "period", "loc", "value"},
            {{"1.2", "2020-12", "batumi", "8"}, {"1.2", "2020-12", "poti", "0"}})
      .with("need", {"need_id", "meeting", "text", "sector", "loc"},
            {{"n1", "m2", "a school", "education", "batumi"}, {"n2", "m2", "a school", "education", "poti"}});
  const Joined joined(facts);
  CHECK(joined.rows("need_response", {"need", "response"}) == Texts{"n1|partly", "n2|unaddressed"});
  CHECK(joined.rows("need_figures", {"need", "period_actual"}) == Texts{"n1|8", "n2|0"});
}

TEST_CASE("who reports and is in no meeting, and the reverse", "[model]") {
  ModelFacts facts = project();
  facts
      .with("attendance", {"meeting", "seq", "org", "count", "partstat"},
            {{"m2", "1", "iom", "2", "~"}, {"m2", "2", "centre", "0", "absent"}})
      .with("observation", {"indicator", "period", "loc", "reporter_org", "value"},
            {{"1.2", "2020-12", "poti", "centre", "8"}});
  CHECK(Joined(facts).rows("coverage", {"kind", "name", "gap"}) ==
        Texts{"location|Poti|no_meeting", "location|Batumi|no_report", "org|Migration Centre|no_meeting",
              "org|IOM|no_report"});
}

TEST_CASE("a kind that one side never names has no gaps", "[model]") {
  ModelFacts facts = project();
  facts.with("attendance", {"meeting", "seq", "org", "count"}, {{"m2", "1", "iom", "2"}});
  CHECK(Joined(facts).rows("coverage", {"kind", "name"}).empty());
}

TEST_CASE("M-10: a decision on a subject on which another one is in force", "[model]") {
  const auto told = [](const Rows& decisions) {
    ModelFacts facts = project();
    facts.with("decision", {"dec_id", "meeting", "text", "status", "supersedes", "about"}, decisions);
    const Joined joined(facts);
    const Diagnostic* finding = finding_of(joined.findings, "M-10");
    return finding == nullptr ? std::string() : finding->message;
  };
  CHECK(told({{"d1", "m1", "Monthly", "~", "~", "1.1"}, {"d2", "m2", "Weekly", "~", "~", "1.1"}}) ==
        "decision d2 is about indicator 1.1, on which d1 is in force");
  CHECK(told({{"d1", "m1", "Monthly", "~", "~", "1.1"}, {"d2", "m2", "Weekly", "~", "d1", "1.1"}}).empty());
  CHECK(told({{"d1", "m1", "Monthly", "revoked", "~", "1.1"}, {"d2", "m2", "Weekly", "~", "~", "1.1"}})
            .empty());
  CHECK(told({{"d1", "m2", "Monthly", "~", "~", "1.1"}, {"d2", "m2", "Also", "~", "~", "1.1"}}).empty());
  CHECK(told({{"d1", "m1", "Monthly", "~", "~", "1.1"}, {"d2", "m2", "Weekly", "~", "~", "1.2"}}).empty());
}
