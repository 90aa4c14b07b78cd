#include <fmt/format.h>

#include <array>

#include "schedule/cron.hpp"
#include "schedule/text_words.hpp"

namespace kvali {

namespace {

using Names = std::optional<int> (*)(std::string_view);

struct Field {
  std::string_view name;
  int first, last;
  Names names;
};

constexpr std::array<Field, 5> fields{{{"minute", 0, 59, nullptr},
                                       {"hour", 0, 23, nullptr},
                                       {"day of the month", 1, 31, nullptr},
                                       {"month", 1, 12, month_number},
                                       {"day of the week", 0, 7, weekday_number}}};
constexpr const Field& week_field = fields[4];

/// Shorthands of other programs, which do not say at what time they are meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> shorthands{{{"@yearly", "0 0 1 1 *"},
                                                                                   {"@annually", "0 0 1 1 *"},
                                                                                   {"@monthly", "0 0 1 * *"},
                                                                                   {"@weekly", "0 0 * * 0"},
                                                                                   {"@daily", "0 0 * * *"},
                                                                                   {"@midnight", "0 0 * * *"},
                                                                                   {"@hourly", "0 * * * *"},
                                                                                   {"@reboot", ""}}};

std::uint64_t bit(int number) {
  return std::uint64_t{1} << unsigned(number);
}

/// Reads one field of cron; what is wrong with it is kept with its place.
class FieldReader {
 public:
  FieldReader(const Field& field, TextWord word, TextFaults& faults)
      : field_(field), word_(word), faults_(faults) {}

  std::uint64_t read() {
    std::uint64_t mask = 0;
    std::string_view rest = word_.text;
    for (;;) {
      const std::size_t comma = rest.find(',');
      mask |= part(rest.substr(0, comma));
      if (comma == rest.npos) break;
      rest.remove_prefix(comma + 1);
    }
    if (&field_ == &week_field && (mask & bit(7)) != 0) mask = (mask | bit(0)) & ~bit(7);
    return mask;
  }

 private:
  /// "*", "3", "1-5", "*/2" or "1-9/2".
  std::uint64_t part(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto range = range_of(text.substr(0, slash), text);
    if (!range) return 0;
    const auto [first, last] = *range;
    int step = 1;
    if (slash != text.npos) {
      const auto number = whole_number(text.substr(slash + 1));
      if (!number || *number < 1 || *number > field_.last) {
        fault(text.substr(slash + 1), fmt::format("a step must be a number from 1 to {}", field_.last),
              "write such as */15");
        return 0;
      }
      step = *number;
      if (first == last && text.substr(0, slash).find('-') == text.npos) {
        fault(text, "a step needs a range to walk through",
              fmt::format("write {}-{}/{}", first, field_.last, step));
        return 0;
      }
    }
    std::uint64_t mask = 0;
    for (int number = first; number <= last; number += step) mask |= bit(number);
    return mask;
  }

  std::optional<std::pair<int, int>> range_of(std::string_view text, std::string_view part) {
    // Seven days: 7 would be Sunday once more, and a step must not count it apart.
    if (text == "*") return std::pair(field_.first, &field_ == &week_field ? 6 : field_.last);
    const std::size_t dash = text.find('-');
    const auto first = number(text.substr(0, dash));
    if (!first) return std::nullopt;
    if (dash == text.npos) return std::pair(*first, *first);
    auto last = number(text.substr(dash + 1));
    if (!last) return std::nullopt;
    // "wed-sun": by its name Sunday ends a week as well as it begins one.
    if (&field_ == &week_field && *last == 0 && *first > 0 && !whole_number(text.substr(dash + 1))) last = 7;
    if (*last < *first) {
      fault(part, fmt::format("the range {} runs backwards", text),
            fmt::format("write {}-{},{}-{}", *first, field_.last, field_.first, *last));
      return std::nullopt;
    }
    return std::pair(*first, *last);
  }

  std::optional<int> number(std::string_view text) {
    if (text == "?") {
      fault(text, "cron has no ? here", "write *");
      return std::nullopt;
    }
    const auto value = whole_number(text);
    if (value && *value >= field_.first && *value <= field_.last) return value;
    if (const auto named = field_.names != nullptr ? field_.names(text) : std::nullopt) return named;
    if (is_extension(text)) {
      fault(text, fmt::format("cron has no '{}'", text),
            "write instead of cron, for example, rule = \"last workday at 09:00\"");
      return std::nullopt;
    }
    fault(text, fmt::format("the {} cannot be '{}'", field_.name, text),
          fmt::format("write a number from {} to {}", field_.first, field_.last));
    return std::nullopt;
  }

  /// "L", "5W", "5#3", "L-2": what other programs have added to the fields of days.
  [[nodiscard]] bool is_extension(std::string_view text) const {
    const bool of_days = &field_ == &week_field || &field_ == &fields[2];
    return of_days && text.find_first_of("LlWw#") != text.npos &&
           text.find_first_not_of("0123456789LlWw#") == text.npos;
  }

  void fault(std::string_view where, std::string message, std::string hint) {
    // An empty part stands between two commas: the whole field is shown.
    if (where.empty()) where = word_.text;
    const auto offset = std::size_t(where.data() - word_.text.data());
    faults_.push_back({word_.at + offset, where.size(), std::move(message), std::move(hint)});
  }

  const Field& field_;
  TextWord word_;
  TextFaults& faults_;
};

/// Are there as many fields as there must be?
bool count_fields(std::string_view text, const std::vector<TextWord>& words, TextFaults& faults) {
  if (words.size() == fields.size()) return true;
  const TextFault whole{0, text.size(), {}, {}};
  if (words.size() == 1 && words[0].text.front() == '@') {
    for (const auto& [name, meant] : shorthands)
      if (same_word(words[0].text, name) && !meant.empty()) {
        faults.push_back({whole.at, whole.length, fmt::format("cron has no '{}'", name),
                          fmt::format("write cron = \"{}\"", meant)});
        return false;
      }
  }
  const bool seconds = words.size() == fields.size() + 1;
  faults.push_back({whole.at, whole.length, fmt::format("cron has five fields, not {}", words.size()),
                    seconds ? "leave out the seconds: minute hour day month weekday"
                            : "write minute hour day month weekday: \"0 9 3 * *\""});
  return false;
}

/// 31 April and 30 February never come.
bool has_a_day(const Cron& cron) {
  if (cron.days == 0 || (!cron.both_days && cron.weekdays != 0)) return true;
  constexpr std::array<int, 13> longest{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month)
    if ((cron.months & bit(month)) != 0 && (cron.days & (bit(longest.at(std::size_t(month)) + 1) - 1)) != 0)
      return true;
  return false;
}

}  // namespace

std::optional<Cron> read_cron(std::string_view text, TextFaults& faults) {
  const std::size_t before = faults.size();
  const std::vector<TextWord> words = words_of(text);
  if (!count_fields(text, words, faults)) return std::nullopt;
  Cron cron;
  cron.text = text;
  const std::array<std::uint64_t*, 5> masks{&cron.minutes, &cron.hours, &cron.days, &cron.months,
                                            &cron.weekdays};
  for (std::size_t i = 0; i < fields.size(); ++i) *masks[i] = FieldReader(fields[i], words[i], faults).read();
  cron.any_hour = words[1].text.front() == '*';
  cron.both_days = words[2].text.front() == '*' || words[4].text.front() == '*';
  if (faults.size() == before && !has_a_day(cron))
    faults.push_back({words[2].at, words[2].text.size(), "no month has such a day",
                      "the longest months have 31 days, February has 29 at most"});
  if (faults.size() > before) return std::nullopt;
  return cron;
}

}  // namespace kvali
