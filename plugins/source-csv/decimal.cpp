#include "decimal.hpp"

namespace kvali::csv {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Removes a sign, a per cent sign and spaces between digit groups; nothing if the rest is no number.
std::string digits_and_separators(std::string_view cell) {
  constexpr size_t longest = 40;  // Longer than any number with its separators.
  if (cell.size() > longest) return {};
  std::string out;
  for (size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (is_digit(c) || c == '.' || c == ',') {
      out.push_back(c);
    } else if (cell.substr(i, 2) == "\xC2\xA0") {
      i += 1;
    } else if (cell.substr(i, 3) == "\xE2\x80\xAF" || (i == 0 && cell.substr(i, 3) == "\xE2\x88\x92")) {
      i += 2;  // Narrow no-break space; U+2212 minus.
    } else {
      const bool sign = i == 0 && (c == '-' || c == '+');
      const bool per_cent = i + 1 == cell.size() && c == '%';
      if (!sign && !per_cent && c != ' ') return {};
    }
  }
  return out;
}

/// True for 1,234,567: one to three digits, then groups of three.
bool grouped(std::string_view text, char separator) {
  size_t run = 0;
  bool first = true;
  for (const char c : text) {
    if (is_digit(c)) {
      ++run;
      continue;
    }
    if (c != separator || run == 0 || (first ? run > 3 : run != 3)) return false;
    first = false;
    run = 0;
  }
  return run == 3 && !first && text.front() != '0';
}

DecimalSign decided(char separator) {
  return separator == '.' ? DecimalSign::point : DecimalSign::comma;
}
char other(char separator) {
  return separator == '.' ? ',' : '.';
}

}  // namespace

DecimalSign decimal_sign(std::string_view cell) {
  const std::string text = digits_and_separators(cell);
  const size_t last = text.find_last_of(".,");
  if (last == std::string::npos || last + 1 == text.size()) return DecimalSign::none;
  const char separator = text[last];
  const std::string_view before = std::string_view(text).substr(0, last);
  const bool mixed = before.find(other(separator)) != std::string_view::npos;
  const bool repeated = before.find(separator) != std::string_view::npos;
  if (mixed) return !repeated && grouped(before, other(separator)) ? decided(separator) : DecimalSign::none;
  if (repeated) return grouped(text, separator) ? decided(other(separator)) : DecimalSign::none;
  if (!grouped(text, separator)) return decided(separator);
  return separator == '.' ? DecimalSign::lone_point : DecimalSign::lone_comma;
}

void DecimalVote::add(size_t column, std::string_view cell, size_t line) {
  const DecimalSign sign = decimal_sign(cell);
  if (sign == DecimalSign::none) return;
  const auto note = [&](Sighting& first) {
    if (first.line == 0) first = {line, std::string(cell)};
  };
  if (sign == DecimalSign::lone_point) return note(lone_point_);
  if (sign == DecimalSign::lone_comma) return note(lone_comma_);
  if (column >= columns_.size()) columns_.resize(column + 1);
  Column& votes = columns_[column];
  const bool point = sign == DecimalSign::point;
  ++(point ? votes.points : votes.commas);
  note(point ? votes.first_point : votes.first_comma);
}

DecimalVote::Verdict DecimalVote::verdict(char delimiter) const {
  const char usual = delimiter == ';' ? ',' : '.';
  size_t points = 0;
  size_t commas = 0;
  const Column* torn = nullptr;
  for (const Column& column : columns_) {
    points += column.points;
    commas += column.commas;
    if (column.points > 0 && column.commas > 0 && torn == nullptr) torn = &column;
  }
  if (points == 0 && commas == 0) {
    if (lone_point_.line == 0 && lone_comma_.line == 0) return {};
    // "1.234" between commas as delimiters is what programs write for a fraction of three digits.
    const bool ordinary = usual == '.' && lone_comma_.line == 0;
    return {usual, ordinary, lone_comma_.line != 0 ? lone_comma_ : lone_point_};
  }
  if (points == 0 || commas == 0) return {points > 0 ? '.' : ',', true, {}};
  // Both occur.  Codes ("1.2") and dates ("12.05") look like numbers, so that columns may disagree;
  // within one column somebody typed numbers in two ways.
  if (torn == nullptr) return {usual, true, {}};
  const char separator = points == commas ? usual : points > commas ? '.' : ',';
  return {separator, false, separator == '.' ? torn->first_comma : torn->first_point};
}

}  // namespace kvali::csv
