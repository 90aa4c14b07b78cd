#include <algorithm>
#include <random>

#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
using Rows = Merged::Rows;

namespace {

const Texts indicator_fields{"indicator_id", "code", "agg_time", "frequency", "source_rule"};
const Texts figures{"indicator", "period_first", "disagg", "value"};

/// Five meetings of November and December 2020, one of them cancelled, with their attendance.
Merged with_meetings(const std::string& rule, const std::string& agg_time = "sum",
                     const std::string& frequency = "month") {
  Merged merged;
  merged.with("plan", 100, "indicator", indicator_fields, {{"i", "1.1", agg_time, frequency, rule}})
      .with("orgs", 100, "org", {"org_id", "type"}, {{"town", "10"}, {"ngo", "22"}})
      .with("minutes", 40, "meeting", {"meeting_id", "date", "type", "status", "att_total", "att_quality"},
            {{"m1", "2020-11-03", "working", "held", "~", "~"},
             {"m2", "2020-11-20", "training", "~", "~", "~"},
             {"m3", "2020-12-08", "working", "held", "~", "~"},
             {"m4", "2020-12-15", "working", "cancelled", "~", "~"},
             {"m5", "2020-12-16", "visit", "held", "9", "counted"}})
      .with("minutes", 40, "attendance", {"meeting", "seq", "person", "org", "sex", "count", "partstat"},
            {{"m1", "1", "ana", "town", "f", "1", "~"},
             {"m1", "2", "~", "ngo", "m", "4", "~"},
             {"m2", "1", "ana", "ngo", "f", "1", "~"},
             {"m2", "2", "beka", "ngo", "m", "1", "~"},
             {"m3", "1", "ana", "town", "f", "1", "~"},
             {"m3", "2", "~", "ngo", "~", "3", "~"},
             {"m3", "3", "gela", "ngo", "m", "0", "absent"},
             {"m4", "1", "~", "ngo", "f", "50", "~"}});
  return merged;
}

Texts derived(const std::string& rule) {
  Merged merged = with_meetings(rule);
  return merged.run().rows("observation", figures);
}

}  // namespace

TEST_CASE("M8: meetings that took place are counted by month", "[merge]") {
  CHECK(derived("meetings.count()") == Texts{"i|2020-11-01|-|2", "i|2020-12-01|-|2"});
  CHECK(derived("meetings.count(type in {working, visit}, status=held)") ==
        Texts{"i|2020-11-01|-|1", "i|2020-12-01|-|2"});
  CHECK(derived("meetings.count(type != working)") == Texts{"i|2020-11-01|-|1", "i|2020-12-01|-|1"});
  Merged merged = with_meetings("meetings.count()", "sum", "quarter");
  CHECK(merged.run().rows("observation", figures) == Texts{"i|2020-10-01|-|4"});
}

TEST_CASE("a meeting without a year is in no figure, and its indicator remembers it", "[merge]") {
  Merged merged = with_meetings("meetings.count(type = working)");
  merged.with("minutes", 40, "meeting", {"meeting_id", "type", "status"},
              {{"m6", "working", "held"}, {"m7", "visit", "held"}, {"m8", "working", "cancelled"}});
  CHECK(merged.run().rows("observation", figures) == Texts{"i|2020-11-01|-|1", "i|2020-12-01|-|1"});
  CHECK(merged.rows("undated_observation", {"indicator", "record"}) == Texts{"i|meeting=m6"});
}

TEST_CASE("M8: attendances are counted by sex, unknown sex stays unknown", "[merge]") {
  CHECK(derived("attendance.persons()") ==
        Texts{"i|2020-11-01|-|7", "i|2020-11-01|sex=f|2", "i|2020-11-01|sex=m|5", "i|2020-12-01|-|13",
              "i|2020-12-01|sex=f|1", "i|2020-12-01|sex=m|0", "i|2020-12-01|sex=u|12"});
  CHECK(derived("attendance.persons(sex=f, org_type=10)") == Texts{"i|2020-11-01|-|1", "i|2020-12-01|-|1"});
  // A stated total has no organisations; a month without a list of them has no figure, not 0.
  CHECK(derived("attendance.persons(type=visit, sex=f)").empty());
  CHECK(derived("attendance.persons(type=training, org_type=10)") ==
        Texts{"i|2020-11-01|-|0", "i|2020-11-01|sex=f|0", "i|2020-11-01|sex=m|0"});
}

TEST_CASE("M8: one person at two meetings is two attendances and one participant", "[merge]") {
  CHECK(derived("attendance.unique()") == Texts{"i|2020-11-01|-|2", "i|2020-12-01|-|1"});
  Merged merged = with_meetings("attendance.unique()", "distinct");
  CHECK(merged.run().rows("observation", {"indicator", "period_first", "id", "value"}) ==
        Texts{"i|2020-11-01|ana|1", "i|2020-11-01|beka|1", "i|2020-12-01|ana|1"});
}

TEST_CASE("behind a derived figure are the records it counts and the rule", "[merge]") {
  Merged merged = with_meetings("meetings.count(status=held)");
  merged.run();
  CHECK(merged.behind("observation", 1) == Texts{"source \"derived:meetings\", record 2",
                                                 "source \"minutes\", record 4",
                                                 "source \"minutes\", record 6"});
}

TEST_CASE("M5: a ledger's value for the same key is compared with the meetings", "[merge]") {
  Merged merged = with_meetings("meetings.count(status=held)");
  merged
      .with("register", 100, "observation", observation_fields,
            {{"1.1", "2020-11", "2"}, {"1.1", "2020-12", "5"}})
      .run();
  CHECK(merged.rows("observation", figures) == Texts{"i|2020-11-01|-|2", "i|2020-12-01|-|5"});
  CHECK(merged.rows("conflict", {"field", "chosen", "chosen_source", "other", "other_source"}) ==
        Texts{"value|5|register|2|derived:meetings"});
}

TEST_CASE("meetings never add to what a ledger reports in another shape", "[merge]") {
  Merged merged = with_meetings("attendance.persons()");
  merged
      .with("register", 100, "observation", {"indicator", "period", "value", "reporter_org"},
            {{"1.1", "2020-11", "5", "ngo"}})
      .run();
  CHECK(merged.rows("observation", figures) == Texts{"i|2020-11-01|-|5", "i|2020-12-01|-|13",
                                                     "i|2020-12-01|sex=f|1", "i|2020-12-01|sex=m|0",
                                                     "i|2020-12-01|sex=u|12"});
  REQUIRE(merged.findings.all().size() == 1);
  CHECK(merged.findings.all()[0].id == "M-16");
}

TEST_CASE("of a ledger's total the sexes of the meetings are no part", "[merge]") {
  Merged merged = with_meetings("attendance.persons()");
  merged.with("register", 100, "observation", observation_fields, {{"1.1", "2020-11", "8"}}).run();
  CHECK(merged.rows("observation", figures)[0] == "i|2020-11-01|-|8");
  CHECK(merged.rows("observation", figures)[1] == "i|2020-12-01|-|13");
}

TEST_CASE("M-15: a rule that cannot be read is told, and counts nothing", "[merge]") {
  Merged merged = with_meetings("meetings.cuont()");
  CHECK(merged.run().rows("observation", figures).empty());
  REQUIRE(merged.findings.all().size() == 1);
  const Diagnostic& finding = merged.findings.all()[0];
  CHECK(finding.id == "M-15");
  CHECK(finding.message ==
        "the source rule of indicator i: 'meetings.cuont' is not something that can be counted");
  CHECK(finding.hint == "did you mean meetings.count?");
  CHECK(finding.subject == "indicator=i;field=source_rule");
  CHECK(finding.value == "meetings.cuont()");
}

TEST_CASE("M-14: a rule that wants cancelled meetings counts none", "[merge]") {
  Merged merged = with_meetings("meetings.count(status in {held, cancelled})");
  // The training of November says nothing of its status: it was held.
  CHECK(merged.run().rows("observation", figures) == Texts{"i|2020-11-01|-|2", "i|2020-12-01|-|2"});
  REQUIRE(merged.findings.all().size() == 1);
  CHECK(merged.findings.all()[0].id == "M-14");
}

TEST_CASE("M13: the order of meetings, lists and sources does not matter", "[merge]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  Rows meetings, attendance, actions;
  for (int m = 0; m < 20; ++m) {
    const std::string id = "m" + std::to_string(m);
    const std::string day = "2020-" + std::string(m < 10 ? "11" : "12") + "-" + std::to_string(10 + m % 10);
    meetings.push_back({id, day});
    for (int row = 0; row < 3; ++row)
      attendance.push_back({id, std::to_string(row), random() % 2 ? "f" : "m", std::to_string(random() % 9)});
    actions.push_back(
        {"a" + std::to_string(m % 4), "m" + std::to_string(m % 4), "t", day, m % 3 ? "open" : "done"});
  }
  const auto merged_in = [&](bool shuffled) {
    if (shuffled)
      for (Rows* rows : {&meetings, &attendance, &actions}) std::shuffle(rows->begin(), rows->end(), random);
    Merged merged;
    const auto add_plan = [&] {
      merged.with("plan", 100, "indicator", indicator_fields,
                  {{"i", "1.1", "sum", "month", "attendance.persons()"}});
    };
    if (!shuffled) add_plan();
    const auto half = meetings.begin() + std::ptrdiff_t(meetings.size() / 2);
    merged.with("minutes", 40, "meeting", {"meeting_id", "date"}, Rows(meetings.begin(), half))
        .with("minutes", 40, "action_point", {"action_id", "meeting", "text", "as_of", "status"}, actions)
        .with("minutes", 40, "attendance", {"meeting", "seq", "sex", "count"}, attendance)
        .with("minutes", 40, "meeting", {"meeting_id", "date"}, Rows(half, meetings.end()));
    if (shuffled) add_plan();
    merged.run();
    Texts all = merged.rows("observation", figures);
    for (const Texts& more : {merged.rows("action_mention", {"action", "as_of", "status"}),
                              merged.rows("meeting", {"meeting_id", "date"}),
                              merged.rows("action_point", {"action_id", "status", "meeting"})})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const Texts first = merged_in(false);
  CHECK(first.size() > 30);
  for (int round = 0; round < 5; ++round) CHECK(merged_in(true) == first);
}
