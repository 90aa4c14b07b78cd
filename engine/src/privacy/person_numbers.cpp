#include "privacy/person_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace kvali {

namespace {

using Kind = IdentifierKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Digits with what people write between the groups of a phone number.
struct DigitRun {
  std::size_t begin = 0, end = 0;
  bool plus = false;
  bool year = false;    ///< One group is a year: the run is a date.
  bool dashed = false;  ///< Dashes or brackets part two groups, which no amount has.
  std::string digits;
  std::vector<std::size_t> groups;  ///< Digits of each.
};

/// International numbers have 15 digits at most (ITU-T E.164).
constexpr std::size_t most_groups = 15;

/// One separator: space, no-break space, hyphen or bracket, perhaps "( " and ") " together; between the
/// groups of a mobile number a dot or a dash, which in others part days and ranges.
std::size_t separator_at(std::string_view text, std::size_t at, bool mobile) {
  std::size_t end = at;
  for (int i = 0; i < 2 && end < text.size(); ++i) {
    const char c = text[end];
    if (c == ' ' || c == '-' || c == '(' || c == ')' || (mobile && c == '.'))
      ++end;
    else if (text.substr(end, 2) == "\xC2\xA0")
      end += 2;
    else if (mobile && text.substr(end, 3) == "\xE2\x80\x93")
      end += 3;
    else
      break;
  }
  return end - at;
}

bool has_dash(std::string_view gap) {
  return gap.find_first_of("-()") != gap.npos || gap.find("\xE2\x80\x93") != gap.npos;
}

/// As many groups as there are, up to `most`.
DigitRun run_at(std::string_view text, std::size_t at, std::size_t most) {
  DigitRun run;
  run.begin = at;
  run.plus = at > 0 && text[at - 1] == '+';
  bool gap_is_dashed = false;  // The one before the group.
  while (at < text.size() && is_digit(text[at]) && run.groups.size() < most) {
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) run.digits += text[at++];
    const std::string_view group = text.substr(first, at - first);
    run.groups.push_back(group.size());
    run.year = run.year || (group.size() == 4 && (group.starts_with("19") || group.starts_with("20")));
    run.end = at;
    run.dashed = run.dashed || gap_is_dashed;
    const bool mobile = run.digits.front() == '5' && run.groups.front() == 3;
    const std::size_t gap = separator_at(text, at, mobile);
    if (gap == 0 || at + gap >= text.size() || !is_digit(text[at + gap])) break;
    gap_is_dashed = has_dash(text.substr(at, gap));
    at += gap;
  }
  return run;
}

/// Takes the last word off a text, and what stands behind it.
std::string_view take_last_word(std::string_view& text) {
  const auto in_word = [](char c) { return is_latin(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; };
  while (!text.empty() && !in_word(text.back()) && !is_digit(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && in_word(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin);
  text = text.substr(0, begin);
  return word;
}

/// Is one of the words right before the number, perhaps with "number" between?
template <std::size_t N>
bool is_called(std::string_view text, std::size_t at, const std::array<std::string_view, N>& words) {
  constexpr std::array<std::string_view, 5> number{"number", "no", "nr", "ნომერი", "ნომერზე"};
  constexpr std::size_t reach = 80;
  const auto has = [](const auto& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  std::string_view before = text.substr(at - std::min(at, reach), std::min(at, reach));
  std::string word = fold_key(take_last_word(before));
  if (has(number, word)) word = fold_key(take_last_word(before));
  return has(words, word);
}

constexpr std::array<std::string_view, 14> phone_words{
    "tel",   "telephone", "phone",    "mob",       "mobile", "cell",     "whatsapp",
    "viber", "ტელ",       "ტელეფონი", "ტელეფონის", "მობ",    "მობილური", "მობილურის"};
constexpr std::array<std::string_view, 3> passport_words{"passport", "პასპორტი", "პასპორტის"};

/// 500 123 456 and 500.123.456 could be amounts.
bool is_grouped_as_amount(const DigitRun& run) {
  return !run.dashed && run.groups.size() > 1 &&
         std::all_of(run.groups.begin() + 1, run.groups.end(),
                     [](std::size_t digits) { return digits == 3; });
}

/// Georgian mobile numbers begin with 5, others with 0 or +.
std::optional<Kind> kind_of(const DigitRun& run, bool called_phone) {
  const std::size_t count = run.digits.size(), groups = run.groups.size();
  const auto phone = [count](std::size_t least, std::size_t most) {
    return count >= least && count <= most ? std::optional(Kind::phone) : std::nullopt;
  };
  if (run.year) return std::nullopt;
  if (run.plus) return phone(9, 15);
  if (called_phone) return phone(6, 16);
  if (run.digits.starts_with("00")) return phone(11, 16);
  if (count == 11 && groups == 1) return Kind::personal_number;
  if (count == 9 && run.digits.front() == '5' && !is_grouped_as_amount(run)) return Kind::phone;
  return run.digits.front() == '0' && groups >= 2 ? phone(9, 11) : std::nullopt;
}

bool ends_number(std::string_view text, std::size_t at) {
  return at >= text.size() || (!is_latin(text[at]) && text[at] != '/');
}

/// Georgia: 12AB34567; others have such numbers of documents, too.
std::optional<Identifier> passport_at(std::string_view text, std::size_t at) {
  constexpr std::string_view form = "00AA00000";
  const std::string_view number = text.substr(at, form.size());
  const bool fits = number.size() == form.size() &&
                    std::equal(number.begin(), number.end(), form.begin(), [](char c, char like) {
                      return like == '0' ? is_digit(c) : c >= 'A' && c <= 'Z';
                    });
  if (!fits || !ends_number(text, at + form.size()) || !is_called(text, at, passport_words))
    return std::nullopt;
  return Identifier{at, form.size(), Kind::personal_number};
}

}  // namespace

std::optional<Identifier> person_number_at(std::string_view text, std::size_t at) {
  const bool called_phone = is_called(text, at, phone_words);
  DigitRun run = run_at(text, at, most_groups);
  for (std::size_t groups = run.groups.size(); groups > 0; --groups) {
    run = run_at(text, at, groups);
    const auto kind = ends_number(text, run.end) ? kind_of(run, called_phone) : std::nullopt;
    const std::size_t plus = run.plus ? 1 : 0;
    if (kind) return Identifier{run.begin - plus, run.end - run.begin + plus, *kind};
  }
  return passport_at(text, at);
}

}  // namespace kvali
