#include "base/number_text.hpp"

#include <unicode/uchar.h>

#include <cstdint>
#include <string>

#include "base/code_point.hpp"
#include "base/text.hpp"

namespace kvali {
namespace {

/// What one character can mean inside a number.
enum class Sign {
  digit,
  point,
  comma,
  space,
  apostrophe,
  minus,
  plus,
  percent,
  open,
  close,
  exponent,
  other
};

/// The value of a decimal digit of any script, or -1.
int digit_value(char32_t c) {
  return c == ill_formed ? -1 : u_charDigitValue(static_cast<UChar32>(c));
}

Sign meaning(char32_t c) {
  switch (c) {
    case '.':
    case 0x066B:  // Arabic decimal separator
      return Sign::point;
    case ',':
    case 0x066C:  // Arabic thousands separator
      return Sign::comma;
    case ' ':
    case 0x00A0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
      return Sign::space;
    case '\'':
    case 0x2019:
      return Sign::apostrophe;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return Sign::minus;
    case '+':
      return Sign::plus;
    case '%':
    case 0x066A:
      return Sign::percent;
    case '(':
      return Sign::open;
    case ')':
      return Sign::close;
    case 'e':
    case 'E':
      return Sign::exponent;
    default:
      return digit_value(c) >= 0 ? Sign::digit : Sign::other;
  }
}

/// Reads one number from left to right into canonical text.
class Reader {
 public:
  Reader(std::string_view raw, char decimal_separator)
      : raw_(raw), decimal_(decimal_separator == ',' ? Sign::comma : Sign::point) {}

  NumberReading read() {
    const std::string_view core = trim(raw_);
    if (core.empty()) return failed(NumberProblem::empty, 0, 0);
    at_ = static_cast<std::size_t>(core.data() - raw_.data());
    end_ = at_ + core.size();
    begin_ = at_;
    advance();
    read_sign();
    if (!read_whole() || !read_fraction() || !read_exponent()) return result_;
    read_tail();
    if (result_.problem != NumberProblem::none) return result_;
    return finish();
  }

 private:
  /// Moves to the next character: `sign_` and `here_` describe it, `at_` lies behind it.
  void advance() {
    here_ = at_;
    done_ = at_ >= end_;
    if (done_) return;
    const char32_t c = next_code_point(raw_.substr(0, end_), at_);
    sign_ = meaning(c);
    digit_ = sign_ == Sign::digit ? static_cast<char>('0' + digit_value(c)) : '\0';
  }

  bool is(Sign sign) const { return !done_ && sign_ == sign; }

  NumberReading failed(NumberProblem problem, std::size_t begin, std::size_t length) {
    result_ = {.value = {}, .percent = false, .problem = problem, .bad_begin = begin, .bad_length = length};
    return result_;
  }

  void fail_here() {
    failed(NumberProblem::not_a_number, done_ ? begin_ : here_, done_ ? end_ - begin_ : at_ - here_);
  }

  void read_sign() {
    if (is(Sign::open)) {
      in_parentheses_ = true;
      advance();
    }
    if (is(Sign::minus) || (is(Sign::plus) && !in_parentheses_)) {
      negative_ = is(Sign::minus);
      advance();
      if (is(Sign::space)) advance();
    }
  }

  bool is_group_separator() const {
    if (done_ || sign_ == decimal_) return false;
    if (sign_ == Sign::space || sign_ == Sign::apostrophe) return true;
    return sign_ == Sign::comma || sign_ == Sign::point;
  }

  /// A separator only groups if a digit follows; else it is what stands before "%" or is an error.
  bool digit_follows() const {
    std::size_t at = at_;
    return at < end_ && digit_value(next_code_point(raw_.substr(0, end_), at)) >= 0;
  }

  bool read_whole() {
    std::optional<Sign> separator;
    std::size_t group_begin = here_;
    std::string groups;  // Lengths of the groups, a character each ("133" for 1,234,567).
    char length = 0;
    while (is(Sign::digit) || (length > 0 && is_group_separator() && digit_follows())) {
      if (is(Sign::digit)) {
        text_ += digit_;
        if (length < 100) ++length;
      } else {
        if (separator && *separator != sign_) {
          failed(NumberProblem::bad_grouping, here_, at_ - here_);
          return false;
        }
        separator = sign_;
        groups += length;
        length = 0;
      }
      advance();
    }
    groups += length;
    if (groups.size() > 1 && !good_grouping(groups)) {
      failed(NumberProblem::bad_grouping, group_begin, here_ - group_begin);
      return false;
    }
    if (text_.empty() && !is(decimal_)) {
      fail_here();
      return false;
    }
    return true;
  }

  /// 1,234,567 or, in India, 12,34,567: the last group has three digits, the first at least one.
  static bool good_grouping(std::string_view groups) {
    if (groups.back() != 3 || groups.front() < 1 || groups.front() > 3) return false;
    const std::string_view middle = groups.substr(1, groups.size() - 2);
    if (middle.find_first_not_of(char{3}) == middle.npos) return true;
    return middle.find_first_not_of(char{2}) == middle.npos && groups.front() <= 2;
  }

  bool read_fraction() {
    if (!is(decimal_)) return true;
    const bool whole = !text_.empty();
    if (!whole) text_ = "0";
    advance();
    std::string fraction;
    for (; is(Sign::digit); advance()) fraction += digit_;
    if (fraction.empty() && !whole) {
      fail_here();
      return false;
    }
    if (!fraction.empty()) text_ += '.' + fraction;
    return true;
  }

  bool read_exponent() {
    if (!is(Sign::exponent)) return true;
    advance();
    const bool negative = is(Sign::minus);
    if (negative || is(Sign::plus)) advance();
    if (!is(Sign::digit)) {
      fail_here();
      return false;
    }
    int exponent = 0;
    for (; is(Sign::digit); advance()) exponent = exponent > 999 ? 999 : exponent * 10 + (digit_ - '0');
    shift_point(negative ? -exponent : exponent);
    return true;
  }

  /// Moves the point of the canonical text; exponents are at most three digits, so it stays short.
  void shift_point(int places) {
    std::size_t point = text_.find('.');
    if (point == text_.npos)
      point = text_.size();
    else
      text_.erase(point, 1);
    auto position = static_cast<std::int64_t>(point) + places;
    if (position <= 0) {
      text_.insert(0, static_cast<std::size_t>(1 - position), '0');
      position = 1;
    }
    const auto wanted = static_cast<std::size_t>(position);
    if (wanted >= text_.size())
      text_.append(wanted - text_.size(), '0');
    else
      text_.insert(wanted, 1, '.');
  }

  void read_tail() {
    if (is(Sign::space)) advance();
    if (is(Sign::percent)) {
      result_.percent = true;
      advance();
    }
    if (in_parentheses_) {
      if (!is(Sign::close)) return fail_here();
      advance();
    }
    if (!done_) fail_here();
  }

  NumberReading finish() {
    const std::size_t significant = text_.find_first_not_of('0');
    text_.erase(0, significant == text_.npos ? text_.size() - 1 : significant);
    if (text_.starts_with('.')) text_.insert(0, 1, '0');
    const auto value = Decimal::parse(text_);
    if (!value) return failed(NumberProblem::too_large, begin_, end_ - begin_);
    result_.value = negative_ || in_parentheses_ ? -*value : *value;  // (-5) is minus five, once.
    return result_;
  }

  std::string_view raw_;
  Sign decimal_;
  std::size_t begin_ = 0, at_ = 0, end_ = 0, here_ = 0;
  Sign sign_ = Sign::other;
  char digit_ = '\0';
  bool done_ = false;
  bool negative_ = false;
  bool in_parentheses_ = false;
  std::string text_;
  NumberReading result_;
};

}  // namespace

NumberReading parse_number(std::string_view raw, char decimal_separator) {
  return Reader{raw, decimal_separator}.read();
}

}  // namespace kvali
