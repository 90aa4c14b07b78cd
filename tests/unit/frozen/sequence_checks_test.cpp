#include "frozen/sequence_checks.hpp"

#include "catch.hpp"
#include "frozen_sample.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

ReportHead december_head() {
  ReportHead head;
  head.path = "report.toml";
  head.agreement = "A-1";
  head.has_donor = true;
  head.template_name = "monthly-brief";
  head.outline = {"heading results", "table results-table"};
  head.fixed_structure = true;
  return head;
}

SinceLast after(const char* period) {
  SinceLast since;
  since.last = frozen_sample(period);
  since.last->agreement = "A-1";
  since.latest = name_of(*since.last);
  return since;
}

std::vector<std::string> told(const ReportHead& head, const SinceLast& since,
                              const char* as_of = "2025-12-31") {
  Frame frame = frame_of("2025-12");
  frame.as_of = day_of(as_of);
  Diagnostics findings;
  check_sequence(head, since, frame, findings);
  Texts all;
  for (const Diagnostic& finding : findings.all()) {
    CHECK_FALSE(finding.subject.empty());
    all.push_back(finding.id + " " + finding.message);
  }
  return all;
}

}  // namespace

TEST_CASE("the report after November is December's", "[frozen]") {
  CHECK(told(december_head(), after("2025-11")).empty());
  CHECK(told(december_head(), {}).empty());
}

TEST_CASE("a donor's report without the number of its agreement is blocked", "[frozen]") {
  ReportHead head = december_head();
  head.agreement.clear();
  CHECK(told(head, {}) == Texts{"S-02 the number of the agreement is missing"});
  head.has_donor = false;
  CHECK(told(head, {}).empty());
  head = december_head();
  head.agreement = "A-2";
  CHECK(told(head, after("2025-11")) == Texts{"S-02 the agreement is A-2, the report on 2025-11 named A-1"});
}

TEST_CASE("a gap and an overlap between two reports are told", "[frozen]") {
  CHECK(told(december_head(), after("2025-09")) ==
        Texts{"S-04 no report was frozen on 2025-10-01..2025-11-30"});
  CHECK(told(december_head(), after("2025-11-10..2025-12-10")) ==
        Texts{"S-04 the period overlaps with the report on 2025-11-10..2025-12-10"});
}

TEST_CASE("a report is overdue from the day after it was due, unless it was submitted", "[frozen]") {
  ReportHead head = december_head();
  head.due_days = 15;
  CHECK(told(head, {}, "2026-01-15").empty());
  CHECK(told(head, {}, "2026-01-16") ==
        Texts{"S-05 the report on 2025-12 is a day overdue: it was due on 2026-01-15"});
  SinceLast since = after("2025-11");
  CHECK(told(head, since) ==
        Texts{"S-05 the report on 2025-11 is 16 days overdue: it was due on 2025-12-15"});
  since.events = {{"small", "2025-11.r1", "submitted", day_of("2025-12-20"), {}, {}}};
  CHECK(told(head, since).empty());
  since.submitted = true;
  CHECK(told(head, since, "2026-02-01").empty());
}

TEST_CASE("a template of one's own may change", "[frozen]") {
  ReportHead head = december_head();
  head.fixed_structure = false;
  head.outline = {"heading other"};
  CHECK(told(head, after("2025-11")).empty());
  SinceLast since = after("2025-11");
  since.last->fixed_structure = true;  // Not by taking its promise back.
  CHECK(told(head, since).size() == 1);
}

TEST_CASE("a template of another structure than last time is told by its first difference", "[frozen]") {
  ReportHead head = december_head();
  head.outline = {"heading results", "table other", "table results-table"};
  CHECK(told(head, after("2025-11")) == Texts{"S-07 the structure of the template monthly-brief changed "
                                              "since the report on 2025-11: 'table other' "
                                              "is new"});
  head.outline = {"heading results"};
  CHECK(told(head, after("2025-11")) ==
        Texts{"S-07 the structure of the template monthly-brief changed since the report on 2025-11: 'table "
              "results-table' is gone"});
  head.outline = {"table results-table", "heading results"};
  CHECK(told(head, after("2025-11")) ==
        Texts{"S-07 the structure of the template monthly-brief changed since the report on 2025-11: 'table "
              "results-table' stands elsewhere"});
  head.template_name = "eu-annex-vi";
  CHECK(told(head, after("2025-11")) ==
        Texts{"S-07 the template is eu-annex-vi, the report on 2025-11 was made with monthly-brief"});
}
