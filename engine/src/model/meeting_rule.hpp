#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kvali {

/// What a meeting or a row of attendance must say to be counted.
struct RuleCondition {
  std::string field;               ///< "type", "status", "sex" ...
  bool negated = false;            ///< != and not in: whatever is recorded and is none of the words.
  std::vector<std::string> words;  ///< Folded.
};

/// How an indicator is counted from meeting records: the indicator's field `source_rule`.
///
///     meetings.count(type in {coordination, working}, status = held)
///     attendance.persons(sex = f, org_type = 10)
///     attendance.unique(role != observer)
///
/// Conditions hold together.  A word with other signs than letters, digits, "-", "_" and "." stands in
/// quotation marks.  The language is total: every text is a rule, or has one problem.
struct MeetingRule {
  enum class Count {
    meetings,  ///< Meetings that took place.
    persons,   ///< Attendances: one person in two meetings is two.
    unique     ///< Different people, as far as they are named.
  };
  Count count = Count::meetings;
  std::vector<RuleCondition> conditions;

  [[nodiscard]] const RuleCondition* find(std::string_view field) const;
};

/// Why a text is no rule, and which bytes of it are to blame.
struct RuleProblem {
  std::string message, hint;
  std::size_t begin = 0, length = 0;
};

[[nodiscard]] std::variant<MeetingRule, RuleProblem> parse_meeting_rule(std::string_view text);

/// Does a condition look at the meeting, and not at a row of its attendance?
[[nodiscard]] bool concerns_meeting(const RuleCondition& condition);

}  // namespace kvali
