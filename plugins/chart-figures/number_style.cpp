#include "chart-figures/number_style.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace kvali::chart {
namespace {

// Decimals a value needs, two at most: "12.5" needs one.
int decimals_of(double value) {
  for (int decimals = 0; decimals < 2; ++decimals) {
    const double scaled = value * std::pow(10, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-9 * std::max(1.0, std::abs(scaled))) return decimals;
  }
  return 2;
}

struct Decimals {
  int least = 0;
  int most = 0;
};

// The digits behind the point that a number format code asks for: "#,##0.0#" wants one or two.
std::optional<Decimals> decimals_of_format(std::string_view format) {
  if (format.empty()) return std::nullopt;
  Decimals decimals;
  const size_t point = format.find('.');
  for (size_t i = point == std::string_view::npos ? format.size() : point + 1;
       i < format.size() && decimals.most < 6; ++i) {
    if (format[i] != '0' && format[i] != '#') break;
    ++decimals.most;
    if (format[i] == '0') decimals.least = decimals.most;
  }
  return decimals;
}

}  // namespace

std::string NumberStyle::text(double value) const {
  const double shown = is_percent ? value * 100 : value;
  char digits[400];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, std::abs(shown), std::chars_format::fixed, decimals);
  std::string number(digits, end.ptr);
  if (decimals > least_decimals) {
    size_t end_of_number = number.size();
    const size_t shortest = number.size() - static_cast<size_t>(decimals - least_decimals);
    while (end_of_number > shortest && number[end_of_number - 1] == '0') --end_of_number;
    number.resize(end_of_number);
    if (number.back() == '.') number.pop_back();
  }
  const size_t point = number.find('.');
  std::string whole = number.substr(0, point);
  if (groups_thousands)
    for (size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, group);
  std::string out = point == std::string::npos ? whole : whole + decimal + number.substr(point + 1);
  const bool is_zero = number.find_first_not_of("0.") == std::string::npos;
  if (shown < 0 && !is_zero) out.insert(0, "\xE2\x88\x92");  // The minus sign, U+2212.
  return is_percent ? out + "%" : out;
}

NumberStyle number_style(std::string_view format, const Separators& separators,
                         const std::vector<double>& values) {
  NumberStyle style;
  if (!separators.decimal.empty()) style.decimal = separators.decimal;
  style.group = separators.group;
  style.is_percent = format.find('%') != std::string_view::npos;
  int decimals = 0;
  double farthest = 0;
  for (const double value : values) {
    decimals = std::max(decimals, decimals_of(style.is_percent ? value * 100 : value));
    farthest = std::max(farthest, std::abs(value));
  }
  const Decimals wanted = decimals_of_format(format).value_or(Decimals{decimals, decimals});
  style.decimals = wanted.most;
  style.least_decimals = wanted.least;
  // Where the separator is a space, four figures stay together (CLDR: minimum grouping of two).
  const double least_grouped = style.group == "," || style.group == "." ? 1'000 : 10'000;
  style.groups_thousands = farthest >= least_grouped;
  return style;
}

}  // namespace kvali::chart
