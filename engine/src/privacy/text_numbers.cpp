#include "privacy/text_numbers.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/code_point.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "locale/month_names.hpp"

namespace kvali {

namespace {

/// Larger numbers are written in digits.
constexpr int most_in_words = 20;

constexpr std::array<std::string_view, 5> separators{".", ",", "\u00A0", "\u202F", " "};
/// Before or behind a number they make it part of something else: a code, a date, a range.
constexpr std::array<std::string_view, 8> joining{"-", "–", "/", ":", ".", ",", "_", "#"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t separator_at(std::string_view text, std::size_t at) {
  for (const std::string_view one : separators)
    if (text.substr(at).starts_with(one)) return one.size();
  return 0;
}

std::size_t digits_from(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - begin;
}

/// Where the number ends that begins at `at`: spaces and separators lie between digits only, and a space
/// between groups of three.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  at += digits_from(text, at);
  while (at < text.size()) {
    const std::size_t gap = separator_at(text, at);
    const std::size_t digits = gap == 0 ? 0 : digits_from(text, at + gap);
    const bool pointed = text[at] == '.' || text[at] == ',';
    if (digits == 0 || (!pointed && digits != 3)) break;
    at += gap + digits;
  }
  return at;
}

bool is_letter(char32_t c) {
  return c != ill_formed && u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool joins_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const std::string_view before = text.substr(0, at);
  return is_letter(previous_code_point(text, at)) ||
         std::any_of(joining.begin(), joining.end(),
                     [&](std::string_view one) { return before.ends_with(one); });
}

/// "3rd", "1-ლი", "21-ე", "3/4", "3–5"; a Georgian case ending behind a dash is none of these: "3-მა".
bool joins_after(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return false;
  if (rest.starts_with("-")) {
    const bool case_ending = rest.size() > 1 && static_cast<unsigned char>(rest[1]) >= 0x80;
    return !case_ending || rest.starts_with("-ლი") || rest.starts_with("-ე");
  }
  return is_letter(next_code_point(text, at)) || rest.starts_with("–") || rest.starts_with("/") ||
         rest.starts_with(":") || rest.starts_with("_");
}

/// The word that ends before, or begins behind, names a month: the number is a day.
bool is_day(std::string_view text, const TextNumber& number, const std::vector<NameWord>& words) {
  const auto is_month = [&](const NameWord& word) {
    return month_of_word(fold_key(text.substr(word.begin, word.end - word.begin))).has_value();
  };
  const auto next = std::find_if(words.begin(), words.end(),
                                 [&](const NameWord& word) { return word.begin >= number.end; });
  constexpr std::size_t near = 4;
  if (next != words.end() && next->begin - number.end < near && is_month(*next)) return true;
  if (next == words.begin()) return false;
  const NameWord& before = *std::prev(next);
  return before.end <= number.begin && number.begin - before.end < near && is_month(before);
}

}  // namespace

TextNumbers::TextNumbers(const Locale& locale) : decimal_(locale.symbols().decimal == "," ? ',' : '.') {
  for (int number = 1; number <= most_in_words; ++number) {
    std::string word = romanise_georgian(locale.in_words(number));
    // Before its noun a Georgian number has no ending.
    if (locale.language() == "ka" && word.ends_with("i")) word.pop_back();
    spelled_.push_back(std::move(word));
  }
}

bool TextNumbers::read(std::string_view text, std::size_t& at, TextNumber& number) const {
  const std::size_t begin = at, end = end_of_number(text, at);
  at = end;
  if (joins_before(text, begin) || joins_after(text, end)) return false;
  const std::string_view written = text.substr(begin, end - begin);
  char decimal = decimal_;
  NumberReading reading = parse_number(written, decimal);
  if (!reading.value) {
    decimal = decimal == ',' ? '.' : ',';
    reading = parse_number(written, decimal);
  }
  if (!reading.value) return false;
  const std::size_t point = written.rfind(decimal);
  std::string_view rest = text.substr(end);
  if (const std::size_t gap = rest.empty() ? 0 : separator_at(rest, 0); gap > 0) rest.remove_prefix(gap);
  number = {begin, end, *reading.value, point == written.npos ? 0 : int(written.size() - point - 1),
            rest.starts_with("%")};
  return true;
}

std::vector<TextNumber> TextNumbers::in(std::string_view text, const std::vector<NameWord>& words) const {
  std::vector<TextNumber> numbers;
  for (std::size_t at = 0; at < text.size();) {
    TextNumber number;
    if (!is_digit(text[at]))
      ++at;
    else if (read(text, at, number) && !is_day(text, number, words))
      numbers.push_back(number);
  }
  for (const NameWord& word : words)
    for (std::size_t i = 0; i < spelled_.size(); ++i)
      if (is_form_of(word, spelled_[i], Endings::cases))
        numbers.push_back({word.begin, word.end, Decimal(std::int64_t(i + 1)), 0, false});
  return numbers;
}

}  // namespace kvali
