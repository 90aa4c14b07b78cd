#include "model/date_checks.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

Texts told(ModelFacts facts) {
  Diagnostics findings;
  check_dates(facts.merged(), frame_of("2020-12"), findings);
  Texts texts;
  for (const Diagnostic& finding : findings.all())
    texts.push_back(std::string(name_of(finding.severity)) + " " + finding.id + " " + finding.message);
  return texts;
}

}  // namespace

TEST_CASE("D-14: what ends before it begins", "[model]") {
  ModelFacts facts;
  facts
      .with("activity", {"activity_id", "start", "end"},
            {{"a", "2020-12-01", "2020-11-01"}, {"b", "2020-12-01", "2020-12-01"}, {"c", "~", "2020-11-01"}})
      .with("meeting", {"meeting_id", "date", "end"}, {{"m", "2020-12-08", "2020-12-07"}});
  CHECK(told(facts) == Texts{"error D-14 activity a ends 2020-11-01, before it begins 2020-12-01",
                             "error D-14 meeting m ends 2020-12-07, before it begins 2020-12-08"});
}

TEST_CASE("D-14: each finding of a record names its column and its days", "[model]") {
  ModelFacts facts;
  facts.with("activity", {"activity_id", "actual_start", "actual_end"}, {{"a", "2021-02-01", "2021-01-01"}});
  Diagnostics findings;
  check_dates(facts.merged(), frame_of("2020-12"), findings);
  Texts keys;
  for (const Diagnostic& finding : findings.all()) keys.push_back(finding.subject + " " + finding.value);
  CHECK(keys == Texts{"activity=a;field=actual_end 2021-02-01..2021-01-01",
                      "activity=a;field=actual_start 2021-02-01", "activity=a;field=actual_end 2021-01-01"});
}

TEST_CASE("D-14: what is said to have happened on a day that has not come", "[model]") {
  ModelFacts facts;
  facts.with("activity", {"activity_id", "end", "actual_start", "actual_end"},
             {{"a", "2021-06-30", "2020-12-01", "2021-01-01"}});
  CHECK(told(facts) ==
        Texts{"warning D-14 activity a is said to have ended 2021-01-01, after the day the data stand at"});
}
