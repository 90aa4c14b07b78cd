#include "schedule/text_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace kvali {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> month_names{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::size_t short_length = 3;

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

template <std::size_t size>
std::optional<int> position(const std::array<std::string_view, size>& names, std::string_view name) {
  for (std::size_t i = 0; i < size; ++i)
    if (same_word(name, names[i]) || same_word(name, names[i].substr(0, short_length))) return int(i);
  return std::nullopt;
}

}  // namespace

std::vector<TextWord> words_of(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  std::vector<TextWord> words;
  for (std::size_t at = text.find_first_not_of(blanks); at != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
    words.push_back({text.substr(at, end - at), at});
    at = text.find_first_not_of(blanks, end);
  }
  return words;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 5 || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char one, char other) { return small(one) == small(other); });
}

std::optional<int> weekday_number(std::string_view name) {
  return position(weekdays, name);
}

std::string_view weekday_name(unsigned weekday) {
  return weekdays.at(weekday).substr(0, short_length);
}

std::optional<int> month_number(std::string_view name) {
  const auto at = position(month_names, name);
  return at ? std::optional(*at + 1) : std::nullopt;
}

}  // namespace kvali
