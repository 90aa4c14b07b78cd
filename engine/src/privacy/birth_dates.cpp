#include "privacy/birth_dates.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// How far from the date its words may begin, in bytes, and those for who was born.
constexpr std::size_t reach = 128;

/// Somebody may be, and so may a project.
constexpr std::array<std::string_view, 5> words_for_birth{"born", "born on", "birthday", "დაბადებული", "დაბ"};
/// Only persons have these.
constexpr std::array<std::string_view, 7> words_of_persons{
    "date of birth", "birth date", "birthdate", "dob", "d.o.b", "დაბადების თარიღი", "დაბადების დღე"};
constexpr std::array<std::string_view, 3> particles_before{" is", " was", "ა"};
/// What is born and is nobody: "the project was born on".
constexpr std::array<std::string_view, 16> things{"project",     "programme",    "program",  "idea",
                                                  "initiative",  "partnership",  "network",  "organisation",
                                                  "association", "organization", "centre",   "center",
                                                  "club",        "movement",     "campaign", "platform"};
/// How Georgian words for it begin, whatever their cases.
constexpr std::array<std::string_view, 6> georgian_things{"პროექტ",    "პროგრამ",    "იდეა",
                                                          "ინიციატივ", "ორგანიზაცი", "ქსელ"};
constexpr std::string_view georgian_programmer = "პროგრამისტ";
constexpr std::array<std::string_view, 6> articles{"the", "a", "an", "our", "this", "youth"};
/// "The director of the project was born on": behind these a thing says whose somebody is.
constexpr std::array<std::string_view, 6> belonging{"of", "in", "from", "at", "with", "for"};
constexpr std::string_view ends_of_clause = ",;:().!?";
constexpr std::array<std::string_view, 7> auxiliaries{"was", "were", "is", "has", "been", "officially", "s"};
constexpr std::array<std::string_view, 5> particles_behind{"-ში", "-ს", "წელს", "წ.", "წ"};
constexpr std::array<std::string_view, 2> words_behind{"დაბადებ", "დაბ."};
constexpr std::array<std::string_view, 3> of_year{" წლის ", " წ. ", " წ "};

constexpr int latest_year = 2099;
constexpr int earliest_year = 1900;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Reads a date from the left to the right.
class DateReader {
 public:
  DateReader(std::string_view text, std::size_t at) : text_(text), begin_(at), at_(at) {}

  /// Bytes of "12.03.1987", "12/3/87", "1987-03-12", "12 March 1987", "1987 წლის 12 მარტს"; else 0.
  std::size_t length() {
    const std::size_t digits = number();
    const bool year = digits == 4 && is_year();
    if (!year && (digits > 2 || !is_day())) return 0;
    const bool date = year ? in_figures(false) || georgian() : in_figures(true) || in_words();
    return date && (at_ == text_.size() || !is_digit(text_[at_])) ? at_ - begin_ : 0;
  }

 private:
  std::size_t number() {
    const std::size_t first = at_;
    for (value_ = 0; at_ < text_.size() && is_digit(text_[at_]) && at_ - first < 4; ++at_)
      value_ = value_ * 10 + (text_[at_] - '0');
    return at_ - first;
  }
  [[nodiscard]] bool is_day() const { return value_ >= 1 && value_ <= 31; }
  [[nodiscard]] bool is_year() const { return value_ >= earliest_year && value_ <= latest_year; }

  bool in_figures(bool year_last) {
    const std::size_t first = at_;
    const char between = at_ < text_.size() ? text_[at_] : '\0';
    const auto part = [&](bool year) {
      if (at_ >= text_.size() || text_[at_++] != between) return false;
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;  // "12. 03. 1987"
      const std::size_t digits = number();
      return year ? digits == 2 || (digits == 4 && is_year()) : (digits == 1 || digits == 2) && is_day();
    };
    const bool known = between == '.' || between == '/' || between == '-';
    if (known && part(false) && part(year_last)) return true;
    at_ = first;
    return false;
  }

  bool spaces() {
    const std::size_t first = at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ > first;
  }
  bool word() {
    const std::size_t first = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    return at_ > first;
  }
  bool in_words() {
    if (!spaces() || !word() || !spaces()) return false;
    return number() == 4 && is_year();
  }
  bool georgian() {
    const auto of = std::find_if(of_year.begin(), of_year.end(),
                                 [&](std::string_view one) { return text_.substr(at_).starts_with(one); });
    if (of == of_year.end()) return false;
    at_ += of->size();
    const std::size_t digits = number();
    return digits >= 1 && digits <= 2 && is_day() && spaces() && word();
  }

  std::string_view text_;
  std::size_t begin_, at_;
  int value_ = 0;
};

void drop_marks(std::string_view& words) {
  for (std::size_t end = words.size(); end > 0; words.remove_suffix(words.size() - end))
    if (u_isalnum(static_cast<UChar32>(previous_code_point(words, end))) != 0) return;
}

bool ends_in_word(std::string_view words, std::string_view word) {
  if (!words.ends_with(word)) return false;
  std::size_t end = words.size() - word.size();
  return end == 0 || u_isalpha(static_cast<UChar32>(previous_code_point(words, end))) == 0;
}

/// The last word of the clause, taken off it; "" where the clause begins behind it.
std::string_view take_last_word(std::string_view& words) {
  const std::string_view all = words;
  drop_marks(words);
  if (all.substr(words.size()).find_first_of(ends_of_clause) != all.npos) words = {};
  std::size_t begin = words.size(), before = begin;
  while (before > 0 && u_isalpha(static_cast<UChar32>(previous_code_point(words, before))) != 0)
    begin = before;
  const std::string_view last = words.substr(begin);
  words = words.substr(0, begin);
  return last;
}

template <std::size_t N>
std::string_view take_last_but(std::string_view& words, const std::array<std::string_view, N>& passed_over) {
  std::string_view last = take_last_word(words);
  while (std::find(passed_over.begin(), passed_over.end(), last) != passed_over.end())
    last = take_last_word(words);
  return last;
}

bool is_thing(std::string_view word) {
  const auto is = [&](std::string_view thing) {
    return word == thing || (word.ends_with('s') && word.substr(0, word.size() - 1) == thing);
  };
  const auto begins = [&](std::string_view thing) { return word.starts_with(thing); };
  return std::any_of(things.begin(), things.end(), is) ||
         (!begins(georgian_programmer) &&
          std::any_of(georgian_things.begin(), georgian_things.end(), begins));
}

/// Does a thing stand before the words for a birth, rather than somebody?
bool is_of_thing(std::string_view words) {
  if (!is_thing(take_last_but(words, auxiliaries))) return false;
  const std::string_view before = take_last_but(words, articles);
  return std::find(belonging.begin(), belonging.end(), before) == belonging.end();
}

/// Do the words end in those for a birth, of somebody?
bool call_a_birth(std::string_view words) {
  drop_marks(words);
  const auto ends_in = [&](std::string_view word) { return ends_in_word(words, word); };
  return std::any_of(words_of_persons.begin(), words_of_persons.end(), ends_in) ||
         std::any_of(words_for_birth.begin(), words_for_birth.end(), [&](std::string_view word) {
           return ends_in(word) && !is_of_thing(words.substr(0, words.size() - word.size()));
         });
}

bool is_called_so_before(std::string_view text) {
  std::size_t from = text.size() - std::min(text.size(), reach);
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  const std::string folded = fold_key(text.substr(from));
  std::string_view words = folded;
  drop_marks(words);
  return call_a_birth(words) ||
         std::any_of(particles_before.begin(), particles_before.end(), [&](std::string_view particle) {
           return words.ends_with(particle) && call_a_birth(words.substr(0, words.size() - particle.size()));
         });
}

bool is_called_so_behind(std::string_view text) {
  const auto drop_spaces = [&] {
    while (text.starts_with(' ')) text.remove_prefix(1);
  };
  drop_spaces();
  for (const std::string_view particle : particles_behind)
    if (text.starts_with(particle)) {
      text.remove_prefix(particle.size());
      break;
    }
  drop_spaces();
  return std::any_of(words_behind.begin(), words_behind.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

}  // namespace

std::size_t birth_date_at(std::string_view text, std::size_t at) {
  if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1]))) return 0;
  const std::size_t length = DateReader(text, at).length();
  if (length == 0) return 0;
  const bool called =
      is_called_so_before(text.substr(0, at)) || is_called_so_behind(text.substr(at + length));
  return called ? length : 0;
}

}  // namespace kvali
