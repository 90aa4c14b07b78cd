#include "numbers.hpp"

#include <algorithm>

#include "text.hpp"

namespace kvali::minutes {
namespace {

// In bytes; longer brackets are a remark.
constexpr size_t longest_mark = 160;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "1 250,5" as "1250.5"; nothing if it is no number.  A comma before three digits at the end could mean
/// thousands, so it is none.
Maybe number_of(std::string_view written) {
  std::string number;
  size_t fraction = std::string::npos;
  for (size_t at = 0; at < written.size();) {
    const char32_t c = next_character(written, at);
    if (c == U' ' || c == U'\u00A0' || c == U'\u202F') continue;
    if ((c == U'.' || c == U',') && fraction == std::string::npos && !number.empty()) {
      fraction = number.size();
      number.push_back('.');
    } else if (c < 0x80 && is_digit(static_cast<char>(c))) {
      number.push_back(static_cast<char>(c));
    } else {
      return std::nullopt;
    }
  }
  if (number.empty() || number.back() == '.') return std::nullopt;
  if (fraction != std::string::npos && number.size() - fraction == 4) return std::nullopt;
  return number;
}

/// The inside of a pair of brackets.
std::optional<MarkedNumber> mark_in(std::string_view inside) {
  size_t sign = inside.find('=');
  if (sign == inside.npos) sign = inside.find(": ");
  if (sign == inside.npos) return std::nullopt;
  const std::string_view code = trimmed(inside.substr(0, sign));
  std::string_view rest = trimmed(inside.substr(sign + 1));
  if (code.empty() || code.find_first_of(" ,;") != code.npos) return std::nullopt;
  MarkedNumber mark;
  mark.indicator = code;
  const size_t comma = rest.find(", ");
  if (comma != rest.npos) mark.period = std::string(trimmed(rest.substr(comma + 1)));
  const auto value = number_of(rest.substr(0, comma));
  if (!value) return std::nullopt;
  mark.value = *value;
  return mark;
}

}  // namespace

std::vector<MarkedNumber> take_numbers(std::string& text) {
  std::vector<MarkedNumber> marks;
  for (size_t open = text.find('['); open != std::string::npos; open = text.find('[', open)) {
    const size_t close = text.find(']', open);
    if (close == std::string::npos) break;
    auto mark = close - open <= longest_mark
                    ? mark_in(std::string_view(text).substr(open + 1, close - open - 1))
                    : std::nullopt;
    if (!mark) {
      ++open;
      continue;
    }
    marks.push_back(std::move(*mark));
    // "told 120 [...]." loses the space before the mark, not the one behind it.
    const size_t begin = open > 0 && text[open - 1] == ' ' ? open - 1 : open;
    text.erase(begin, close + 1 - begin);
    open = begin;
  }
  const std::string_view left = trimmed(text);
  text = std::string(left);
  return marks;
}

}  // namespace kvali::minutes
