#include "model/action_history.hpp"

#include <fmt/format.h>

#include <random>

#include "catch.hpp"
#include "model/action_checks.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;
using Rows = ModelFacts::Rows;

namespace {

Date day(const char* text) {
  return parse_iso_date(text).value();
}

const Texts fields{"action_id", "meeting", "text", "owner_org", "due", "status", "closed_on", "as_of"};

/// Meetings m1 to m9 on the 10th of January to September 2020.
ModelFacts nine_meetings(const Rows& actions) {
  Rows meetings;
  for (int month = 1; month <= 9; ++month)
    meetings.push_back({"m" + std::to_string(month), "2020-0" + std::to_string(month) + "-10"});
  ModelFacts facts;
  facts.with("meeting", {"meeting_id", "date"}, meetings).with("action_point", fields, actions);
  return facts;
}

std::vector<ActionPoint> read(ModelFacts& facts) {
  const Workspace& merged = facts.merged();
  return read_actions(merged, MeetingRecords(merged));
}

Texts checked(const Rows& actions, const char* period) {
  ModelFacts facts = nine_meetings(actions);
  const auto all = read(facts);
  Diagnostics found;
  check_actions(facts.workspace, all, frame_of(period), found);
  return short_texts(found);
}

}  // namespace

TEST_CASE("M9: what was said of an action point holds from that day on", "[model]") {
  ModelFacts facts = nine_meetings({{"a", "m1", "Ask", "o", "2020-03-31", "open", "~", "2020-01-10"},
                                    {"a", "m1", "~", "~", "~", "in_progress", "~", "2020-03-10"},
                                    {"a", "m1", "~", "~", "2020-06-30", "in_progress", "~", "2020-05-10"},
                                    {"a", "m1", "~", "~", "~", "done", "~", "2020-08-10"}});
  const ActionPoint action = read(facts).at(0);
  CHECK(action.status_at(day("2020-02-01")) == "open");
  CHECK(action.status_at(day("2020-03-10")) == "in_progress");
  CHECK(action.status_at(day("2020-08-09")) == "in_progress");
  CHECK(action.status_at(day("2020-08-10")) == "done");
  CHECK(action.due_at(day("2020-04-30")) == day("2020-03-31"));
  CHECK(action.overdue_at(day("2020-04-30")));
  CHECK(action.due_at(day("2020-05-31")) == day("2020-06-30"));
  CHECK_FALSE(action.overdue_at(day("2020-05-31")));
  CHECK(action.mentioned_until(day("2020-05-31")) == 3);
  CHECK(action.last_mention_until(day("2020-04-30")) == day("2020-03-10"));
  CHECK_FALSE(action.open_at(day("2020-01-09")));
}

TEST_CASE("a point that is opened again was never closed", "[model]") {
  ModelFacts facts = nine_meetings({{"a", "m1", "Ask", "o", "~", "open", "~", "2020-01-10"},
                                    {"a", "m1", "~", "~", "~", "done", "~", "2020-03-10"},
                                    {"a", "m1", "~", "~", "~", "open", "~", "2020-04-10"}});
  const ActionPoint action = read(facts).at(0);
  CHECK(action.open_at(day("2020-03-20")));
  CHECK_FALSE(action.closed);
}

TEST_CASE("a commitment with owner and due date is an action point", "[model]") {
  ModelFacts facts;
  facts.with("meeting", {"meeting_id", "date"}, {{"m1", "2020-01-10"}})
      .with("action_point", {"action_id", "meeting", "text", "owner_org", "due", "firm"},
            {{"a", "m1", "t", "o", "2020-02-01", "no"},
             {"b", "m1", "u", "o", "~", "no"},
             {"c", "m1", "v", "~", "2020-02-01", "no"},
             {"d", "m1", "w", "~", "~", "yes"}});
  const auto all = read(facts);
  CHECK(all.at(0).firm);
  CHECK_FALSE(all.at(1).firm);
  CHECK_FALSE(all.at(2).firm);
  CHECK(all.at(3).firm);
}

TEST_CASE("open before, and raised, less closed is open now, whatever the points went through", "[model]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const auto pick = [&](int below) { return int(random() % unsigned(below)); };
  const Texts statuses{"open", "in_progress", "done", "cancelled", "superseded"};
  for (int round = 0; round < 30; ++round) {
    Rows rows;
    for (int a = 0; a < 8; ++a) {
      const int raised = 1 + pick(9);
      const std::string meeting = pick(8) == 0 ? "nowhere" : "m" + std::to_string(raised);
      for (int month = raised; month <= 9; ++month)
        if (month == raised || pick(3) == 0)
          rows.push_back({"a" + std::to_string(a), meeting, "t" + std::to_string(a), "o", "~",
                          statuses[std::size_t(pick(5))],
                          pick(4) == 0 ? "2020-0" + std::to_string(1 + pick(9)) + "-20" : "~",
                          "2020-0" + std::to_string(month) + "-10"});
    }
    ModelFacts facts = nine_meetings(rows);
    const auto all = read(facts);
    int before = 0;
    for (int month = 1; month <= 9; ++month) {
      const Period period = parse_period("2020-0" + std::to_string(month)).value();
      const ActionFlow flow = flow_of(all, period, period.last);
      CHECK(flow.open_before + flow.raised - flow.closed == flow.open);
      if (month > 1) CHECK(flow.open_before == before);
      before = flow.open;
    }
  }
}

TEST_CASE("M-06, M-07: an open action point without owner or due date", "[model]") {
  const Texts found = checked({{"a", "m1", "t", "~", "2020-12-01", "open", "~", "2020-01-10"},
                               {"b", "m1", "u", "o", "~", "open", "~", "2020-01-10"},
                               {"c", "m1", "v", "~", "~", "done", "2020-02-01", "2020-02-10"}},
                              "2020-03");
  REQUIRE(found.size() == 2);
  CHECK(contains_text(found[0], "M-06"));
  CHECK(contains_text(found[0], "action point a has no owner | write who does it, such as @organisation"));
  CHECK(contains_text(found[1], "M-07"));
  CHECK(contains_text(found[1], "action point b has no due date | write until when, such as due 2021-03-01"));
}

TEST_CASE("M-08: long overdue, and nobody has spoken of it since", "[model]") {
  const Rows rows{{"a", "m1", "t", "o", "2020-03-01", "open", "~", "2020-01-10"},
                  {"b", "m1", "u", "o", "2020-03-01", "open", "~", "2020-01-10"},
                  {"b", "m1", "~", "~", "~", "in_progress", "~", "2020-04-10"}};
  CHECK(checked(rows, "2020-03").empty());  // Thirty days: not yet.
  const Texts found = checked(rows, "2020-04");
  REQUIRE(found.size() == 1);
  CHECK(contains_text(found[0],
                      "action point a is 60 days overdue, and no meeting has spoken of it since 2020-03-01"));
}

TEST_CASE("M-09: an action point that is done since nobody knows when", "[model]") {
  const Texts found = checked({{"a", "m1", "t", "o", "2020-02-01", "done", "~", "~"},
                               {"b", "m1", "u", "o", "2020-02-01", "done", "2020-12-01", "~"},
                               {"c", "m1", "v", "o", "2020-02-01", "done", "~", "2020-12-01"}},
                              "2020-12");
  REQUIRE(found.size() == 1);
  CHECK(contains_text(found[0], "action point a is done, and nothing says since when"));
  CHECK(contains_text(found[0], "write since when behind it, such as {closed_on=2021-03-01}"));
}

TEST_CASE("M-17: due before the meeting that agreed it", "[model]") {
  const Rows early{{"a", "m3", "Ask", "o", "2019-04-01", "open", "~", "~"}};
  const Texts told = checked(early, "2020-03");
  REQUIRE(!told.empty());
  CHECK(contains_text(told[0],
                      "action point a was due 2019-04-01, before the meeting of 2020-03-10 that agreed it"));
}

TEST_CASE("M-18: a later meeting says the same without the id", "[model]") {
  const auto told = [](const char* meeting, const char* status, const char* text = "print the LEAFLET") {
    Texts found = checked({{"a", "m1", "Print the leaflet.", "o", "2020-12-31", status, "2020-02-01", "~"},
                           {"b", meeting, text, "o", "2020-12-31", "open", "~", "~"}},
                          "2020-03");
    return fmt::format("{}", fmt::join(found, "; "));
  };
  CHECK(
      contains_text(told("m2", "open"), "action point b says the same as a, which is open since 2020-01-10"));
  CHECK(told("m1", "open").empty());
  CHECK(told("m2", "done").empty());
  CHECK(told("m2", "open", "Print the poster").empty());
}
