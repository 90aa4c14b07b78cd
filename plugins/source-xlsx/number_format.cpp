#include "number_format.hpp"

#include <algorithm>
#include <string>

namespace kvali::xlsx {

namespace {

/// What the letters of a format code mention.
struct Letters {
  bool year = false;
  bool month = false;  ///< Also minutes: one letter for both.
  bool day = false;
  bool hour = false;
  bool second = false;
  bool elapsed = false;  ///< [h], [mm], [ss]
  bool percent = false;
  bool general = false;
};

/// Is the text in brackets an elapsed time: h, m or s alone?
bool is_elapsed(std::string_view bracket) {
  if (bracket.empty()) return false;
  const char first = static_cast<char>(bracket.front() | 0x20);
  if (first != 'h' && first != 'm' && first != 's') return false;
  return std::all_of(bracket.begin(), bracket.end(), [&](char c) { return (c | 0x20) == first; });
}

/// Reads a code up to the end of its first section.
class CodeReader {
 public:
  explicit CodeReader(std::string_view code) : rest_(code) {}

  Letters read() {
    while (!rest_.empty() && rest_.front() != ';') step();
    return found_;
  }

 private:
  void step() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case '"':
        return skip_behind('"');
      case '[':
        return bracket();
      case '\\':
      case '_':  // A space as wide as the next character.
      case '*':  // The next character fills the cell.
        return skip_character();
      default:
        return letter(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
    }
  }

  void letter(char c) {
    if (c == 'g' && rest_.size() >= 6 && (rest_.substr(0, 6) == "eneral" || rest_.substr(0, 6) == "ENERAL")) {
      found_.general = true;
      rest_.remove_prefix(6);
      return;
    }
    if (c == 'a' && (take("m/pm") || take("M/PM") || take("/p") || take("/P"))) return;
    if (c == 'y' || c == 'e') found_.year = true;
    if (c == 'm') found_.month = true;
    if (c == 'd') found_.day = true;
    if (c == 'h') found_.hour = true;
    if (c == 's') found_.second = true;
    if (c == '%') found_.percent = true;
    // Scientific notation: 0.00E+00.
    if (c == 'e' && !rest_.empty() && (rest_.front() == '+' || rest_.front() == '-')) found_.year = false;
  }

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  void bracket() {
    const size_t close = std::min(rest_.find(']'), rest_.size());
    if (is_elapsed(rest_.substr(0, close))) found_.elapsed = true;
    rest_.remove_prefix(std::min(close + 1, rest_.size()));
  }

  void skip_behind(char end) {
    const size_t close = std::min(rest_.find(end), rest_.size());
    rest_.remove_prefix(std::min(close + 1, rest_.size()));
  }

  void skip_character() {
    if (rest_.empty()) return;
    rest_.remove_prefix(1);
    while (!rest_.empty() && (static_cast<unsigned char>(rest_.front()) & 0xC0) == 0x80)
      rest_.remove_prefix(1);
  }

  std::string_view rest_;
  Letters found_;
};

NumberKind kind_of(const Letters& found) {
  if (found.general) return NumberKind::number;
  if (found.elapsed) return NumberKind::duration;
  const bool clock = found.hour || found.second;
  // Beside hours and seconds, m are minutes.
  const bool date = found.year || found.day || (found.month && !clock);
  if (date && clock) return NumberKind::instant;
  if (clock) return NumberKind::time;
  if (found.day) return NumberKind::day;
  if (found.month) return NumberKind::month;
  if (found.year) return NumberKind::year;
  return found.percent ? NumberKind::percent : NumberKind::number;
}

}  // namespace

NumberFormat classify_format(std::string_view code) {
  const bool zeros = code.size() >= 2 && code.size() <= 18 && code.find_first_not_of('0') == code.npos;
  if (zeros) return {NumberKind::padded, static_cast<uint8_t>(code.size())};
  return {kind_of(CodeReader(code).read()), 0};
}

NumberFormat builtin_format(int id) {
  const auto within = [id](int first, int last) { return id >= first && id <= last; };
  if (id == 9 || id == 10) return {NumberKind::percent, 0};
  if (within(14, 16) || within(27, 31) || id == 36 || within(50, 54) || within(57, 58) || within(71, 75))
    return {NumberKind::day, 0};
  if (id == 17 || within(55, 56) || id == 76) return {NumberKind::month, 0};
  if (id == 46) return {NumberKind::duration, 0};
  if (within(18, 21) || within(32, 35) || within(45, 47) || within(77, 81)) return {NumberKind::time, 0};
  if (id == 22) return {NumberKind::instant, 0};
  return {};
}

}  // namespace kvali::xlsx
