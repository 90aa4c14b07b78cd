#include "dates.hpp"

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "text.hpp"

namespace kvali::minutes {
namespace {

struct Token {
  enum class Kind { number, word, mark };
  Kind kind;
  std::string_view text;
  size_t begin, end;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x10D0 && c <= 0x10FF) ||
         (c >= 0xC0 && c < 0x2000);
}

// Only the first part of a text is searched: a heading or a clause is short, a paragraph is no date.
constexpr size_t longest_text = 400;
constexpr size_t most_tokens = 80;

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> all;
  for (size_t at = 0; at < text.size() && at < longest_text && all.size() < most_tokens;) {
    const size_t begin = at;
    if (is_digit(text[at])) {
      while (at < text.size() && is_digit(text[at])) ++at;
      all.push_back({Token::Kind::number, text.substr(begin, at - begin), begin, at});
      continue;
    }
    size_t next = at;
    char32_t c = next_character(text, next);
    if (!is_letter(c)) {
      if (c != ' ' && c != '\t' && c != 0xA0 && c != '\n')
        all.push_back({Token::Kind::mark, text.substr(begin, next - begin), begin, next});
      at = next;
      continue;
    }
    while (is_letter(c)) {
      at = next;
      if (at >= text.size()) break;
      c = next_character(text, next);
    }
    all.push_back({Token::Kind::word, text.substr(begin, at - begin), begin, at});
  }
  return all;
}

struct Month {
  unsigned number = 0;
  bool until = false;
};

constexpr std::array<std::array<std::string_view, 2>, 12> georgian{{{"იანვარ", "იანვრ"},
                                                                    {"თებერვალ", "თებერვლ"},
                                                                    {"მარტ", "მარტ"},
                                                                    {"აპრილ", "აპრილ"},
                                                                    {"მაის", "მაის"},
                                                                    {"ივნის", "ივნის"},
                                                                    {"ივლის", "ივლის"},
                                                                    {"აგვისტო", "აგვისტო"},
                                                                    {"სექტემბერ", "სექტემბრ"},
                                                                    {"ოქტომბერ", "ოქტომბრ"},
                                                                    {"ნოემბერ", "ნოემბრ"},
                                                                    {"დეკემბერ", "დეკემბრ"}}};
constexpr std::array<std::string_view, 12> georgian_short{"იან", "თებ", "მარ", "აპრ", "მაი", "ივნ",
                                                          "ივლ", "აგვ", "სექ", "ოქტ", "ნოე", "დეკ"};
constexpr std::array<std::string_view, 12> english{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
// A closed list of case endings: "8 მარტოხელა დედა" (8 single mothers) is no 8 March.
constexpr std::array<std::string_view, 11> endings{"",     "ი",   "ს",   "ის",     "ში",   "იდან",
                                                   "ამდე", "მდე", "დან", "ისთვის", "სთვის"};

std::optional<Month> month_of(std::string_view word) {
  const std::string name = folded(word);
  for (unsigned i = 0; i < 12; ++i) {
    if (name == english[i] || (name.size() == 3 && english[i].substr(0, 3) == name)) return Month{i + 1};
    if (name == georgian_short[i]) return Month{i + 1};
    for (const std::string_view stem : georgian[i]) {
      if (!name.starts_with(stem)) continue;
      for (const std::string_view ending : endings)
        if (name.substr(stem.size()) == ending) return Month{i + 1, ending.ends_with("მდე")};
    }
  }
  if (name == "sept") return Month{9};
  return std::nullopt;
}

bool is_weekday(std::string_view word) {
  static const std::vector<std::string_view> days{
      "monday", "tuesday",  "wednesday", "thursday",  "friday",    "saturday",  "sunday",
      "mon",    "tue",      "wed",       "thu",       "fri",       "sat",       "sun",
      "კვირა",  "ორშაბათი", "სამშაბათი", "ოთხშაბათი", "ხუთშაბათი", "პარასკევი", "შაბათი"};
  const std::string name = folded(word);
  for (const std::string_view day : days)
    if (name == day) return true;
  return false;
}

// Reads the tokens from one position on; a failed attempt leaves `at` where it was.
class Reader {
 public:
  Reader(const std::vector<Token>& all, size_t at) : all_(all), at_(at) {}

  std::optional<WrittenDate> date() {
    const size_t start = at_;
    for (const auto form :
         {&Reader::iso, &Reader::dotted, &Reader::georgian_form, &Reader::day_first, &Reader::month_first}) {
      at_ = start;
      if (auto found = (this->*form)()) {
        found->begin = all_[start].begin;
        found->end = all_[at_ - 1].end;
        return found;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] size_t position() const { return at_; }

 private:
  [[nodiscard]] const Token* peek(size_t ahead = 0) const {
    return at_ + ahead < all_.size() ? &all_[at_ + ahead] : nullptr;
  }
  bool mark(std::string_view text) {
    if (!peek() || peek()->kind != Token::Kind::mark || peek()->text != text) return false;
    ++at_;
    return true;
  }
  bool word(std::string_view text) {
    if (!peek() || peek()->kind != Token::Kind::word || folded(peek()->text) != text) return false;
    ++at_;
    return true;
  }
  std::optional<int> number(size_t fewest, size_t most) {
    if (!peek() || peek()->kind != Token::Kind::number) return std::nullopt;
    const std::string_view digits = peek()->text;
    if (digits.size() < fewest || digits.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    ++at_;
    return value;
  }
  std::optional<Month> month() {
    if (!peek() || peek()->kind != Token::Kind::word) return std::nullopt;
    const auto found = month_of(peek()->text);
    if (!found) return std::nullopt;
    ++at_;
    mark(".");
    return found;
  }
  void ordinal() {
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
      if (word(ending)) return;
  }
  bool dash() { return mark("-") || mark("–") || mark("—"); }

  static std::optional<Date> day_of(int year, unsigned month, int day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{unsigned(day)}};
    if (year < 1900 || !ymd.ok()) return std::nullopt;
    return Date{int32_t(std::chrono::sys_days{ymd}.time_since_epoch().count())};
  }
  static WrittenDate made(std::optional<int> year, Month month, int day, std::optional<int> last) {
    WrittenDate found;
    found.until = month.until;
    found.without_year = !year;
    if (year) found.day = day_of(*year, month.number, day);
    if (year && last) found.last = day_of(*year, month.number, *last);
    return found;
  }

  std::optional<WrittenDate> iso() {
    const auto year = number(4, 4);
    if (!year || !mark("-")) return std::nullopt;
    const auto month = number(1, 2);
    if (!month || !mark("-")) return std::nullopt;
    const auto day = number(1, 2);
    if (!day || (peek() && peek()->kind == Token::Kind::number)) return std::nullopt;
    return made(year, Month{unsigned(*month)}, *day, {});
  }
  std::optional<WrittenDate> dotted() {
    const auto day = number(1, 2);
    if (!day || !mark(".")) return std::nullopt;
    const auto month = number(1, 2);
    if (!month || !mark(".")) return std::nullopt;
    const auto year = number(4, 4);
    if (!year) return std::nullopt;
    return made(year, Month{unsigned(*month)}, *day, {});
  }
  // "2020 წლის 8 დეკემბერი"
  std::optional<WrittenDate> georgian_form() {
    const auto year = number(4, 4);
    if (!year || !(word("წლის") || word("წ"))) return std::nullopt;
    mark(".");
    auto found = day_first();
    if (!found || !found->without_year) return std::nullopt;
    at_ = after_month_;
    return made(year, month_, day_, last_);
  }
  // "8 December 2020", "19-20 მაისს", "24 და 25 აპრილს", "8 დეკემბერი, 2020 წელი"
  std::optional<WrittenDate> day_first() {
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    ordinal();
    last_ = std::nullopt;
    if (dash() || word("და") || word("and")) {
      last_ = number(1, 2);
      if (!last_) return std::nullopt;
      ordinal();
    }
    word("of");
    const auto month = this->month();
    if (!month) return std::nullopt;
    month_ = *month;
    day_ = *day;
    after_month_ = at_;
    return made(trailing_year(), month_, day_, last_);
  }
  // "December 8, 2020", "Sep 11, 2023"
  std::optional<WrittenDate> month_first() {
    const auto month = this->month();
    if (!month) return std::nullopt;
    const auto day = number(1, 2);
    if (!day) return std::nullopt;
    ordinal();
    after_month_ = at_;
    return made(trailing_year(), *month, *day, {});
  }
  std::optional<int> trailing_year() {
    mark(",");
    const auto year = number(4, 4);
    if (!year || *year < 1900) {
      at_ = after_month_;
      return std::nullopt;
    }
    if (word("წელი") || word("წელს") || word("წ")) mark(".");
    return year;
  }

  const std::vector<Token>& all_;
  size_t at_;
  Month month_;
  int day_ = 0;
  std::optional<int> last_;
  size_t after_month_ = 0;
};

}  // namespace

std::optional<WrittenDate> find_date(std::string_view text) {
  const std::vector<Token> all = tokens(text);
  for (size_t i = 0; i < all.size(); ++i) {
    // A number glued to a dash, a dot or a slash before it is part of something else ("v1.2.2020").
    if (i > 0 && all[i].kind == Token::Kind::number && all[i - 1].end == all[i].begin &&
        all[i - 1].text != "(" && all[i - 1].text != ",")
      continue;
    Reader reader(all, i);
    auto found = reader.date();
    if (!found) continue;
    size_t first = i;
    if (first > 0 && all[first - 1].text == ",") --first;
    if (first > 0 && all[first - 1].kind == Token::Kind::word && is_weekday(all[first - 1].text))
      found->begin = all[first - 1].begin;
    return found;
  }
  return std::nullopt;
}

std::optional<WrittenDate> whole_date(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && std::string_view("([\"'").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  text = without_tail(text, ".)];,\"'");
  const auto found = find_date(text);
  if (!found || found->begin != 0 || found->end < text.size()) return std::nullopt;
  return found;
}

}  // namespace kvali::minutes
