#include "model/meeting_rule.hpp"

#include <random>

#include "catch.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

MeetingRule rule_of(std::string_view text) {
  const auto parsed = parse_meeting_rule(text);
  if (const auto* problem = std::get_if<RuleProblem>(&parsed)) FAIL(problem->message);
  return std::get<MeetingRule>(parsed);
}

/// "what | hint" and the text that is to blame.
Texts problem_of(std::string_view text) {
  const auto parsed = parse_meeting_rule(text);
  const auto* problem = std::get_if<RuleProblem>(&parsed);
  if (problem == nullptr) return {};
  return {problem->message, problem->hint, std::string(text.substr(problem->begin, problem->length))};
}

}  // namespace

TEST_CASE("a rule says what to count, and on which conditions", "[model]") {
  const MeetingRule rule = rule_of("meetings.count(type in {coordination, working}, status=held)");
  CHECK(rule.count == MeetingRule::Count::meetings);
  REQUIRE(rule.conditions.size() == 2);
  CHECK(rule.conditions[0].field == "type");
  CHECK(rule.conditions[0].words == Texts{"coordination", "working"});
  CHECK(rule.conditions[1].words == Texts{"held"});
  CHECK(rule_of(" attendance.unique ( ) ").conditions.empty());
}

TEST_CASE("a rule may exclude, and quote words with other signs", "[model]") {
  const MeetingRule rule =
      rule_of("attendance.persons(sex=f, org_type=10, role != observer, org not in {\"ახალი ნაპირი\", b})");
  REQUIRE(rule.conditions.size() == 4);
  CHECK_FALSE(rule.conditions[1].negated);
  CHECK(rule.conditions[2].negated);
  CHECK(rule.conditions[3].negated);
  CHECK(rule.conditions[3].words == Texts{"ახალი ნაპირი", "b"});
}

TEST_CASE("what is no rule is told with its place and what to write", "[model]") {
  CHECK(problem_of("meetings.cuont()") == Texts{"'meetings.cuont' is not something that can be counted",
                                                "did you mean meetings.count?", "meetings.cuont"});
  CHECK(problem_of("meetings.count") == Texts{"the rule lacks its brackets", "write meetings.count()", ""});
  CHECK(problem_of("meetings.count(sex=f)") == Texts{"meetings.count knows no field 'sex'",
                                                     "write type, status, mode, series, loc, organiser",
                                                     "sex"});
  CHECK(problem_of("attendance.persons(orgtype=10)")[1] == "did you mean org_type?");
  CHECK(problem_of("meetings.count(status=hold)") ==
        Texts{"status is never 'hold'", "did you mean held?", "hold"});
  CHECK(problem_of("meetings.count(type)")[0] == "a condition needs =, !=, in or not in");
  CHECK(problem_of("meetings.count(type in working)")[0] == "a list begins with {");
  CHECK(problem_of("meetings.count(type in {a b})")[0] == "a list ends with }");
  CHECK(problem_of("meetings.count(type=\"a)") ==
        Texts{"a quotation mark is not closed", "write a second one", "\"a)"});
  CHECK(problem_of("meetings.count() or 1") == Texts{"nothing may follow the rule", "write one rule", "or"});
  CHECK(problem_of("") == Texts{"the rule does not say what to count",
                                "write meetings.count, attendance.persons, attendance.unique", ""});
  CHECK_FALSE(problem_of(std::string(2000, '(')).empty());
}

TEST_CASE("every text is a rule or has a problem that lies in it", "[model]") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const Texts pieces{"meetings.count",
                     "attendance.unique",
                     "(",
                     ")",
                     "type",
                     "sex",
                     "in",
                     "not",
                     "{",
                     "}",
                     ",",
                     "=",
                     "!=",
                     "\"",
                     "f",
                     "held",
                     " ",
                     "ქ",
                     "\xFF",
                     "!"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    const auto parsed = parse_meeting_rule(text);
    if (const auto* problem = std::get_if<RuleProblem>(&parsed))
      REQUIRE(problem->begin + problem->length <= text.size());
  }
}
