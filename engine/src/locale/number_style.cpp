#include "locale/number_style.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// Longer runs are no numbers that people write.
constexpr std::size_t longest_number = 30;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_mark(char c) {
  return c == '.' || c == ',';
}

/// Characters that make a code, an address, a date or a time of the digits beside them.
bool joins(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("/-_:@#+=*\\").find(c) != std::string_view::npos;
}

bool is_percent(std::string_view rest) {
  if (rest.starts_with("\xC2\xA0")) rest.remove_prefix(2);
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  return rest.starts_with('%');
}

/// Lengths of the runs of digits between marks.
std::vector<std::size_t> runs_of(std::string_view text) {
  std::vector<std::size_t> runs{0};
  for (const char c : text) is_mark(c) ? runs.push_back(0) : void(++runs.back());
  return runs;
}

/// Three digits in each run from `first` to before `end`, and one to three before them.
bool are_groups(const std::vector<std::size_t>& runs, std::size_t end, std::string_view text) {
  return runs[0] >= 1 && runs[0] <= 3 && text[0] != '0' && end > 1 &&
         std::all_of(runs.begin() + 1, runs.begin() + std::ptrdiff_t(end),
                     [](std::size_t run) { return run == 3; });
}

/// Fills the marks; false if the text does not show them.
bool find_marks(WrittenNumber& number, bool percent) {
  const std::string_view text = number.text;
  const std::vector<std::size_t> runs = runs_of(text);
  const char first = text[text.find_first_of(".,")];
  const char last = text[text.find_last_of(".,")];
  const bool one_kind = text.find(first == '.' ? ',' : '.') == text.npos;
  if (one_kind && are_groups(runs, runs.size(), text) && !(percent && runs.size() == 2)) {
    number.group = first;
    return true;
  }
  if (one_kind) {
    if (runs.size() != 2 || !percent) return false;
    number.decimal = first;
    return true;
  }
  if (!are_groups(runs, runs.size() - 1, text) || text.find(last) != text.find_last_of(".,")) return false;
  number.group = first;
  number.decimal = last;
  return true;
}

}  // namespace

std::vector<WrittenNumber> written_numbers(std::string_view text) {
  std::vector<WrittenNumber> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_digit(text[end]) || (is_mark(text[end]) && end + 1 < text.size() && is_digit(text[end + 1]))))
      ++end;
    WrittenNumber number{at, text.substr(at, end - at)};
    const bool alone = (at == 0 || (!joins(text[at - 1]) && !is_mark(text[at - 1]))) &&
                       (end == text.size() || !joins(text[end]));
    const bool marked = number.text.find_first_of(".,") != std::string_view::npos;
    if (alone && marked && number.text.size() <= longest_number &&
        find_marks(number, is_percent(text.substr(end))))
      found.push_back(number);
    at = end;
  }
  return found;
}

std::optional<std::string> corrected(const WrittenNumber& number, const Locale& locale) {
  const NumberSymbols& symbols = locale.symbols();
  const auto fits = [](char mark, const std::string& symbol) {
    return mark == '\0' || symbol == std::string_view(&mark, 1);
  };
  if (fits(number.decimal, symbols.decimal) && fits(number.group, symbols.group)) return std::nullopt;
  std::string plain;
  for (const char c : number.text)
    if (c != number.group) plain += c == number.decimal ? '.' : c;
  const auto value = Decimal::parse(plain);
  if (!value) return std::nullopt;
  const std::size_t point = plain.find('.');
  return locale.number(*value, point == plain.npos ? 0 : int(plain.size() - point - 1));
}

}  // namespace kvali
