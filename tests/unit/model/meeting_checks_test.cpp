#include "model/meeting_checks.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Diagnostics checked(const ModelFacts::Rows& attendance) {
  ModelFacts facts;
  facts.with("meeting", {"meeting_id", "att_total"}, {{"m-1", "12"}})
      .with("attendance", {"meeting", "seq", "org", "count"}, attendance);
  Diagnostics findings;
  check_meetings(facts.merged(), findings);
  return findings;
}

}  // namespace

TEST_CASE("an attendance list that does not add up to the stated total is told", "[model]") {
  const Diagnostics wrong = checked({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "7"}});
  REQUIRE(ids_of(wrong) == Texts{"M-03"});
  CHECK(wrong.all()[0].message == "meeting m-1: the attendance list adds up to 17, the stated total is 12");
  CHECK(checked({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "2"}}).all().empty());
}

TEST_CASE("a list with a group nobody counted is not held against the total", "[model]") {
  CHECK(checked({{"m-1", "1", "a", "10"}, {"m-1", "2", "b", "~"}}).all().empty());
}

TEST_CASE("M-09: an action point that is done since nobody knows when", "[model]") {
  ModelFacts facts;
  facts.with("action_point", {"action_id", "status", "closed_on", "as_of"},
             {{"a", "done", "~", "~"},
              {"b", "done", "2020-12-01", "~"},
              {"c", "done", "~", "2020-12-01"},
              {"d", "open", "~", "~"}});
  Diagnostics findings;
  check_meetings(facts.merged(), findings);
  REQUIRE(ids_of(findings) == Texts{"M-09"});
  CHECK(findings.all()[0].message == "action point a is done, and nothing says since when");
}
