#include "locale/date_tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "locale/month_names.hpp"

namespace kvali {
namespace {

constexpr std::array silent_words{"წლის",      "წ",      "წელი",     "წელს",      "of",        "the",
                                  "year",      "monday", "tuesday",  "wednesday", "thursday",  "friday",
                                  "saturday",  "sunday", "ორშაბათი", "სამშაბათი", "ოთხშაბათი", "ხუთშაბათი",
                                  "პარასკევი", "შაბათი", "კვირა"};

constexpr std::array ordinal_endings{"st", "nd", "rd", "th", "ე", "ლი", "ელი"};

struct NumberWord {
  std::string_view word;
  int value;
};
constexpr std::array number_words{NumberWord{"i", 1},     NumberWord{"ii", 2},     NumberWord{"iii", 3},
                                  NumberWord{"iv", 4},    NumberWord{"first", 1},  NumberWord{"second", 2},
                                  NumberWord{"third", 3}, NumberWord{"fourth", 4}, NumberWord{"პირველი", 1},
                                  NumberWord{"მეორე", 2}, NumberWord{"მესამე", 3}, NumberWord{"მეოთხე", 4}};

struct UnitWord {
  std::string_view word;
  char kind;
};
constexpr std::array unit_words{UnitWord{"q", 'q'},
                                UnitWord{"qtr", 'q'},
                                UnitWord{"quarter", 'q'},
                                UnitWord{"კვარტალი", 'q'},
                                UnitWord{"კვარტლის", 'q'},
                                UnitWord{"კვარტალში", 'q'},
                                UnitWord{"კვ", 'q'},
                                UnitWord{"h", 'h'},
                                UnitWord{"half", 'h'},
                                UnitWord{"ნახევარი", 'h'},
                                UnitWord{"ნახევარწელიწადი", 'h'},
                                UnitWord{"w", 'w'},
                                UnitWord{"wk", 'w'},
                                UnitWord{"week", 'w'},
                                UnitWord{"fy", 'f'},
                                UnitWord{"fiscal", 'f'},
                                UnitWord{"ფისკალური", 'f'}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Letters of folded text: ASCII and everything beyond it.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

template <typename Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Tokeniser {
 public:
  explicit Tokeniser(std::string folded) : text_(std::move(folded)) {}

  std::optional<DateTokens> read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool understood = is_digit(c) ? read_number() : is_letter(c) ? read_word() : read_sign(c);
      if (!understood) return std::nullopt;
    }
    for (const DateToken& token : result_.tokens) result_.shape += token.kind;
    return std::move(result_);
  }

 private:
  template <typename Predicate>
  std::string_view take(Predicate belongs) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return std::string_view{text_}.substr(begin, at_ - begin);
  }

  void push(char kind, int value = 0, std::size_t digits = 0) {
    result_.tokens.push_back({kind, value, digits});
  }

  bool read_number() {
    const std::string_view digits = take(is_digit);
    if (digits.size() > 4) return false;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    push(digits.size() == 4 ? 'y' : 'n', value, digits.size());
    skip_ordinal_ending();
    return true;
  }

  /// "8th", "21-ე", "1-ლი".
  void skip_ordinal_ending() {
    const std::size_t before = at_;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    if (!contains(ordinal_endings, take(is_letter))) at_ = before;
  }

  bool read_word() {
    const std::string_view word = take(is_letter);
    const bool abbreviated = at_ < text_.size() && text_[at_] == '.';
    if (abbreviated) ++at_;
    if (contains(silent_words, word)) return true;
    if (word == "მე") {  // "მე-4": the ordinal's first half
      if (at_ >= text_.size() || text_[at_] != '-') return false;
      ++at_;
      return at_ < text_.size() && is_digit(text_[at_]);
    }
    if (const auto month = month_of_word(word)) {
      push('m', static_cast<int>(*month));
      return true;
    }
    return read_unit(word);
  }

  bool read_unit(std::string_view word) {
    for (const UnitWord& unit : unit_words) {
      if (unit.word != word) continue;
      push(unit.kind);
      return true;
    }
    for (const NumberWord& number : number_words) {
      if (number.word != word) continue;
      push('n', number.value);
      return true;
    }
    return false;
  }

  bool read_sign(char c) {
    ++at_;
    if (c == ' ' || c == ',') return true;
    if (c != '-' && c != '/' && c != '.' && c != '\'') return false;
    push(c);
    return true;
  }

  std::string text_;
  std::size_t at_ = 0;
  DateTokens result_;
};

}  // namespace

DateTokens DateTokens::part(std::size_t begin, std::size_t end) const {
  DateTokens some;
  some.tokens.assign(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end));
  some.shape = shape.substr(begin, end - begin);
  return some;
}

std::optional<DateTokens> tokenise_date(std::string_view text) {
  constexpr std::size_t longest = 200;  // Bytes; the longest date range in Georgian has about 120.
  if (text.size() > longest) return std::nullopt;
  return Tokeniser{fold_key(text)}.read();
}

}  // namespace kvali
