#include "measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text.hpp"

namespace kvali::xlsx {
namespace {

// Advance widths of Calibri's printable ASCII, 2048 units to the em (the font's hmtx table); a digit
// has 1038.
constexpr std::array<uint16_t, 95> ascii_width{
    463,  667,  821,  1020, 1038, 1464, 1397, 452,  621,  621,  1020, 1020, 511,  627,  517,  791,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 548,  548,  1020, 1020, 1020, 949,
    1831, 1185, 1114, 1092, 1260, 1000, 941,  1292, 1276, 516,  653,  1064, 861,  1751, 1322, 1356,
    1058, 1378, 1112, 941,  998,  1314, 1162, 1822, 1063, 998,  959,  628,  791,  628,  1020, 1020,
    596,  981,  1076, 866,  1076, 1019, 625,  964,  1076, 470,  490,  931,  470,  1636, 1076, 1080,
    1076, 1076, 714,  801,  686,  1076, 925,  1464, 887,  927,  809,  644,  943,  644,  1020};
constexpr double digit_units = 1038;

// Where the reader's machine substitutes a wider font, columns should still fit.
constexpr double margin_for_other_fonts = 1.08;
constexpr double bold_factor = 1.06;

double character_width(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return ascii_width[c - 0x20] / digit_units;
  if (c >= 0x300 && c <= 0x36F) return 0;    // combining marks
  if (c >= 0x200B && c <= 0x200F) return 0;  // joiners, marks of direction
  if ((c >= 0x10A0 && c <= 0x10FF) || (c >= 0x1C90 && c <= 0x1CBF)) return 1.19;  // Sylfaen: 0.605 em
  if (c >= 0x400 && c <= 0x58F) return 1.1;                                       // Cyrillic, Armenian
  if (c >= 0x600 && c <= 0x6FF) return 0.95;                                      // Arabic
  if (c >= 0x1000 && c <= 0x139F) return 1.35;                                    // Myanmar, Ethiopic
  if (c >= 0x2E80 || c == 0x2014) return 1.97;                                    // one em and what is wide
  return 1.05;
}

double scale(Type type) {
  return type.size_pt / 11.0 * (type.bold ? bold_factor : 1.0) * margin_for_other_fonts;
}

double plain_width(std::string_view text) {
  double width = 0;
  while (!text.empty()) {
    const Character c = first_character(text);
    width += character_width(c.code);
    text.remove_prefix(c.bytes);
  }
  return width;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (size_t end = text.find(at); end != std::string_view::npos; end = text.find(at)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

// How many bytes of a word fit into the width; at least one character.
size_t fitting(std::string_view word, double width) {
  size_t end = 0;
  double used = 0;
  while (end < word.size()) {
    const Character c = first_character(word.substr(end));
    used += character_width(c.code);
    if (end > 0 && used > width) break;
    end += c.bytes;
  }
  return end;
}

class Breaker {
 public:
  explicit Breaker(double width) : width_(width) {}

  void paragraph(std::string_view text) {
    for (const std::string_view word : split(text, ' ')) add(word);
    flush();
  }
  std::vector<std::string> lines;

 private:
  void add(std::string_view word) {
    const double blank = first_ ? 0 : ascii_width[0] / digit_units;
    double width = plain_width(word);
    if (!first_ && used_ + blank + width > width_) flush();
    while (width > width_ && word.size() > 1) {
      const size_t end = fitting(word, width_);
      if (end >= word.size()) break;
      lines.emplace_back(word.substr(0, end));
      word.remove_prefix(end);
      width = plain_width(word);
    }
    if (!first_) line_.push_back(' ');
    used_ += (first_ ? 0 : blank) + width;
    line_ += word;
    first_ = false;
  }
  void flush() {
    lines.push_back(line_);
    line_.clear();
    used_ = 0;
    first_ = true;
  }
  double width_;
  double used_ = 0;
  bool first_ = true;
  std::string line_;
};

}  // namespace

double text_width(std::string_view text, Type type) {
  double widest = 0;
  for (const std::string_view line : split(text, '\n')) widest = std::max(widest, plain_width(line));
  return widest * scale(type);
}

double widest_word(std::string_view text, Type type) {
  double widest = 0;
  for (const std::string_view line : split(text, '\n'))
    for (const std::string_view word : split(line, ' ')) widest = std::max(widest, plain_width(word));
  return widest * scale(type);
}

std::vector<std::string> wrap(std::string_view text, Type type, double width) {
  Breaker breaker(std::max(width, 1.0) / scale(type));
  for (const std::string_view line : split(text, '\n')) breaker.paragraph(line);
  return breaker.lines;
}

double row_height_pt(size_t lines, Type type) {
  // Excel's own line of Calibri 11 is 15 pt; Sylfaen needs the same.
  const double leading = std::ceil(type.size_pt * 1.36);
  return leading * static_cast<double>(std::max<size_t>(lines, 1)) + 2;
}

double number_width(double value, std::string_view code, Type type) {
  // The first section, its quoted literals apart.
  std::string format;
  std::string literal;
  bool quoted = false;
  for (const char c : code.substr(0, code.find(';'))) {
    if (c == '"')
      quoted = !quoted;
    else
      (quoted ? literal : format).push_back(c);
  }
  const bool percent = format.find('%') != std::string::npos;
  const double magnitude = std::abs(percent ? value * 100 : value);
  double characters = magnitude < 10 ? 1 : std::floor(std::log10(magnitude)) + 1;
  const size_t point = format.find('.');
  if (format.find(',') != std::string::npos) characters += std::floor((characters - 1) / 3) * 0.5;
  if (format.empty() || format == "General") {
    characters = std::min(characters + (magnitude == std::floor(magnitude) ? 0 : 4), 12.0);
  } else if (point != std::string::npos) {
    const size_t end = format.find_first_not_of("0#?", point + 1);
    characters += 0.5 + static_cast<double>(std::min(end, format.size()) - point - 1);
  }
  if (value < 0) characters += 0.7;
  if (percent) characters += 1.5;
  return characters * scale(type) + text_width(literal, type);
}

}  // namespace kvali::xlsx
