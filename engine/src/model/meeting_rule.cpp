#include "model/meeting_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace kvali {

namespace {

/// Longer texts are no rules, whatever they are.
constexpr std::size_t longest_rule = 1000;

struct Function {
  std::string_view name;
  MeetingRule::Count count;
};
constexpr std::array<Function, 3> functions{{{"meetings.count", MeetingRule::Count::meetings},
                                             {"attendance.persons", MeetingRule::Count::persons},
                                             {"attendance.unique", MeetingRule::Count::unique}}};

constexpr std::array<std::string_view, 6> meeting_fields{"type",   "status", "mode",
                                                         "series", "loc",    "organiser"};
constexpr std::array<std::string_view, 4> attendance_fields{"sex", "org", "org_type", "role"};

/// The words that a field may have, where the model says which.
std::vector<std::string_view> words_of(std::string_view field) {
  if (field == "sex") return {"f", "m", "x", "u"};
  if (field == "mode") return {"online", "in_person", "hybrid"};
  if (field == "status") return {"held", "planned", "tentative", "postponed", "cancelled"};
  return {};
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || byte >= 0x80;
}

/// A piece of the rule, and where it stands.
struct Piece {
  enum class Kind { end, word, quoted, sign };
  Kind kind = Kind::end;
  std::string_view text;  ///< Without quotation marks.
  std::size_t begin = 0, length = 0;

  [[nodiscard]] bool is(std::string_view sign) const { return kind == Kind::sign && text == sign; }
  [[nodiscard]] bool is_value() const { return kind == Kind::word || kind == Kind::quoted; }
};

class RuleParser {
 public:
  explicit RuleParser(std::string_view text) : text_(text) { step(); }

  MeetingRule run() {
    MeetingRule rule;
    rule.count = function();
    if (!here_.is("(")) fail("the rule lacks its brackets", "write " + std::string(name_) + "()");
    step();
    while (!here_.is(")")) {
      rule.conditions.push_back(condition(rule.count));
      if (here_.is(","))
        step();
      else if (!here_.is(")"))
        fail("a comma or ) is missing", "part conditions by commas");
    }
    step();
    if (here_.kind != Piece::Kind::end) fail("nothing may follow the rule", "write one rule");
    return rule;
  }

 private:
  [[noreturn]] void fail(std::string message, std::string hint) const {
    throw RuleProblem{std::move(message), std::move(hint), here_.begin, here_.length};
  }

  /// Goes on to the next piece.
  void step() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    here_ = {Piece::Kind::end, {}, at_, 0};
    if (at_ == text_.size()) return;
    const char first = text_[at_];
    std::size_t end = at_ + 1;
    if (first == '"') {
      end = text_.find('"', end);
      here_.length = text_.size() - at_;
      if (end == text_.npos) fail("a quotation mark is not closed", "write a second one");
      here_ = {Piece::Kind::quoted, text_.substr(at_ + 1, end - at_ - 1), at_, ++end - at_};
    } else if (is_word_byte(first)) {
      while (end < text_.size() && is_word_byte(text_[end])) ++end;
      here_ = {Piece::Kind::word, text_.substr(at_, end - at_), at_, end - at_};
    } else {
      if (first == '!' && text_.substr(end, 1) == "=") ++end;
      here_ = {Piece::Kind::sign, text_.substr(at_, end - at_), at_, end - at_};
    }
    at_ = end;
  }

  MeetingRule::Count function() {
    const auto* found = std::find_if(functions.begin(), functions.end(),
                                     [&](const Function& f) { return f.name == here_.text; });
    if (found == functions.end()) {
      std::vector<std::string_view> names;
      for (const Function& f : functions) names.push_back(f.name);
      fail(here_.is_value() ? fmt::format("'{}' is not something that can be counted", here_.text)
                            : "the rule does not say what to count",
           suggestion(names));
    }
    name_ = found->name;
    step();
    return found->count;
  }

  /// "did you mean", or all that there is.
  [[nodiscard]] std::string suggestion(const std::vector<std::string_view>& known) const {
    const auto meant = nearest(here_.text, known);
    return meant ? fmt::format("did you mean {}?", *meant) : fmt::format("write {}", fmt::join(known, ", "));
  }

  RuleCondition condition(MeetingRule::Count count) {
    RuleCondition condition;
    condition.field = field(count);
    if (here_.is("=") || here_.is("!=")) {
      condition.negated = here_.is("!=");
      step();
      condition.words.push_back(value(condition.field));
      return condition;
    }
    if (here_.text == "not") {
      condition.negated = true;
      step();
    }
    if (here_.text != "in")
      fail("a condition needs =, !=, in or not in", "write " + condition.field + " = ...");
    step();
    if (!here_.is("{")) fail("a list begins with {", "write " + condition.field + " in {a, b}");
    do {
      step();
      condition.words.push_back(value(condition.field));
    } while (here_.is(","));
    if (!here_.is("}")) fail("a list ends with }", "part its words by commas");
    step();
    return condition;
  }

  std::string field(MeetingRule::Count count) {
    std::vector<std::string_view> known(meeting_fields.begin(), meeting_fields.end());
    if (count != MeetingRule::Count::meetings)
      known.insert(known.end(), attendance_fields.begin(), attendance_fields.end());
    if (std::find(known.begin(), known.end(), here_.text) == known.end())
      fail(here_.is_value() ? fmt::format("{} knows no field '{}'", name_, here_.text)
                            : "a condition begins with a field",
           suggestion(known));
    std::string name(here_.text);
    step();
    return name;
  }

  std::string value(std::string_view field) {
    if (!here_.is_value()) fail("a word is missing", "put words with other signs in quotation marks");
    const std::vector<std::string_view> known = words_of(field);
    if (!known.empty() && std::find(known.begin(), known.end(), here_.text) == known.end())
      fail(fmt::format("{} is never '{}'", field, here_.text), suggestion(known));
    std::string word = fold_key(here_.text);
    step();
    return word;
  }

  std::string_view text_;
  std::string_view name_;
  std::size_t at_ = 0;
  Piece here_;
};

}  // namespace

const RuleCondition* MeetingRule::find(std::string_view field) const {
  const auto found = std::find_if(conditions.begin(), conditions.end(),
                                  [&](const RuleCondition& c) { return c.field == field; });
  return found == conditions.end() ? nullptr : &*found;
}

bool concerns_meeting(const RuleCondition& condition) {
  return std::find(meeting_fields.begin(), meeting_fields.end(), condition.field) != meeting_fields.end();
}

std::variant<MeetingRule, RuleProblem> parse_meeting_rule(std::string_view text) {
  if (text.size() > longest_rule)
    return RuleProblem{"the rule is longer than any rule can be", "write such as meetings.count()", 0, 0};
  try {
    return RuleParser(text).run();
  } catch (const RuleProblem& problem) {
    return problem;
  }
}

}  // namespace kvali
