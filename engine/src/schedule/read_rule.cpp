#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "base/text.hpp"
#include "schedule/calendar_rule.hpp"
#include "schedule/text_words.hpp"

namespace kvali {

namespace {

constexpr std::string_view example =
    "write such as \"workday 5 at 09:00\" or \"last workday of quarter at 17:00\"";

/// Reads the words of a rule from left to right; stops at the first that does not fit.
class RuleReader {
 public:
  RuleReader(std::string_view text, TextFaults& faults)
      : text_(text), words_(words_of(text)), faults_(faults) {}

  std::optional<CalendarRule> read() {
    if (!read_day() || !read_rule_unit() || !read_time()) return std::nullopt;
    if (next_ < words_.size())
      return fault(words_[next_], fmt::format("'{}' does not belong here", words_[next_].text),
                   std::string(example));
    return check_number();
  }

 private:
  std::nullopt_t fault(const TextWord& word, std::string message, std::string hint) {
    faults_.push_back({word.at, word.text.size(), std::move(message), std::move(hint)});
    return std::nullopt;
  }

  [[nodiscard]] TextWord whole() const { return {text_, 0}; }

  bool take(std::string_view word) {
    if (next_ == words_.size() || !same_word(words_[next_].text, word)) return false;
    ++next_;
    return true;
  }

  /// "workday 5", "first workday", "last workday", "day -1", "monday".
  bool read_day() {
    if (words_.empty()) {
      fault(whole(), "the rule is empty", std::string(example));
      return false;
    }
    const bool last = take("last");
    const bool first = !last && take("first");
    number_ = next_;
    if (const auto weekday =
            last || first || next_ == words_.size() ? std::nullopt : weekday_number(words_[next_].text)) {
      rule_ = {RuleDay::weekday, *weekday, RuleUnit::week, {}, 0, DayShift::none};
      ++next_;
      return true;
    }
    if (take("workday"))
      rule_.kind = RuleDay::workday;
    else if (take("day"))
      rule_.kind = RuleDay::day;
    else
      return unknown_day();
    rule_.number = last ? -1 : 1;
    return last || first || read_number();
  }

  bool unknown_day() {
    const TextWord word = next_ < words_.size() ? words_[next_] : whole();
    constexpr std::array<std::string_view, 11> known{"workday", "day",      "first",     "last",
                                                     "monday",  "tuesday",  "wednesday", "thursday",
                                                     "friday",  "saturday", "sunday"};
    const auto meant = nearest(word.text, known);
    fault(word, fmt::format("'{}' is no day of a rule", word.text),
          meant ? fmt::format("did you mean '{}'?", *meant) : std::string(example));
    return false;
  }

  bool read_number() {
    number_ = next_;
    std::string_view digits = next_ < words_.size() ? words_[next_].text : std::string_view{};
    const bool backwards = !digits.empty() && digits.front() == '-';
    if (backwards) digits.remove_prefix(1);
    const auto number = whole_number(digits);
    if (!number || *number == 0) {
      fault(next_ < words_.size() ? words_[next_] : whole(), "the rule does not say which day",
            "write a number behind it, from 1, or from -1 for the last");
      return false;
    }
    rule_.number = backwards ? -*number : *number;
    ++next_;
    return true;
  }

  /// "of quarter", "every quarter", "of every quarter"; nothing is the month, or the week of a day of the
  /// week.
  bool read_rule_unit() {
    const bool of = take("of");
    const bool every = take("every");
    if (!of && !every) return true;
    const TextWord word = next_ < words_.size() ? words_[next_] : whole();
    const auto unit = read_unit(word.text);
    if (!unit || (rule_.kind == RuleDay::weekday && *unit != RuleUnit::week)) {
      fault(
          word,
          unit ? "a day of the week belongs to a week" : fmt::format("'{}' is no unit of a rule", word.text),
          unit ? "write such as \"workday 1 of month\""
               : "one of week, month, quarter, half, year, fiscal-year");
      return false;
    }
    rule_.unit = *unit;
    ++next_;
    return true;
  }

  bool read_time() {
    if (!take("at")) return true;
    const TextWord word = next_ < words_.size() ? words_[next_] : whole();
    rule_.at = read_time_of_day(word.text);
    if (!rule_.at) {
      fault(word, fmt::format("'{}' is no time of day", word.text), "write such as at 09:00");
      return false;
    }
    ++next_;
    return true;
  }

  std::optional<CalendarRule> check_number() {
    if (rule_.kind == RuleDay::weekday || std::abs(rule_.number) <= largest_number(rule_.unit)) return rule_;
    return fault(words_[number_], fmt::format("no {} has a day {}", name_of(rule_.unit), rule_.number),
                 fmt::format("write a number up to {}", largest_number(rule_.unit)));
  }

  std::string_view text_;
  std::vector<TextWord> words_;
  TextFaults& faults_;
  std::size_t next_ = 0;
  std::size_t number_ = 0;  ///< The word with the number.
  CalendarRule rule_;
};

}  // namespace

std::optional<CalendarRule> read_rule(std::string_view text, TextFaults& faults) {
  return RuleReader(text, faults).read();
}

std::optional<std::chrono::minutes> read_time_of_day(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  const auto hour = whole_number(text.substr(0, colon));
  const auto minute = whole_number(text.substr(colon + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

}  // namespace kvali
