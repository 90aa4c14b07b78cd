#include "paint/chart_data.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kvali::pdf {
namespace {

bool is_unformatted(std::string_view text) {
  return text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

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

NumberStyle style_of(const Block& block, const ChartData& data, const ChartRoom& room) {
  NumberStyle style;
  if (!room.decimal.empty()) style.decimal = room.decimal;
  style.group = room.group;
  const std::string_view format = block.attribute("format");
  style.is_percent = format.find('%') != std::string_view::npos;
  int decimals = 0;
  for (const Series& series : data.series)
    for (const auto& value : series.values)
      if (value) decimals = std::max(decimals, decimals_of(style.is_percent ? *value * 100 : *value));
  const Decimals wanted = decimals_of_format(format).value_or(Decimals{decimals, decimals});
  style.decimals = wanted.most;
  style.least_decimals = wanted.least;
  // Where the separator is a space, four figures stay together (CLDR: minimum grouping of two).
  const double least_grouped = style.group == "," || style.group == "." ? 1'000 : 10'000;
  style.groups_thousands = std::max(std::abs(data.least()), std::abs(data.greatest())) >= least_grouped;
  return style;
}

Series read_series(const TableData& table, size_t column) {
  Series series;
  series.label = table.columns()[column].label;
  for (size_t row = 0; row < table.rows().size(); ++row) {
    series.values.push_back(table.number(row, column));
    series.shown.emplace_back(table.text(table.cell(table.rows()[row], column)));
  }
  return series;
}

void complete_texts(Series& series, const NumberStyle& numbers) {
  for (size_t i = 0; i < series.values.size(); ++i)
    if (series.values[i] && is_unformatted(series.shown[i]))
      series.shown[i] = numbers.text(*series.values[i]);
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

double ChartData::least() const {
  double least = 0;
  const auto look_at = [&](const Series& s) {
    for (const auto& value : s.values) least = std::min(least, value.value_or(0));
  };
  for (const Series& s : series) look_at(s);
  if (target) look_at(*target);
  return least;
}

double ChartData::greatest() const {
  double greatest = 0;
  const auto look_at = [&](const Series& s) {
    for (const auto& value : s.values) greatest = std::max(greatest, value.value_or(0));
  };
  for (const Series& s : series) look_at(s);
  if (target) look_at(*target);
  return greatest;
}

std::optional<ChartData> read_chart(const Block& block, const ChartRoom& room) {
  const TableData& table = *block.table;
  if (table.columns().size() < 2 || table.rows().empty()) return std::nullopt;
  ChartData data;
  data.unit = block.attribute("unit");
  for (const TableRow& row : table.rows()) data.categories.emplace_back(table.text(table.cell(row, 0)));
  bool has_value = false;
  for (size_t column = 1; column < table.columns().size(); ++column) {
    if (!table.columns()[column].is_number) continue;
    Series series = read_series(table, column);
    for (const auto& value : series.values) has_value = has_value || value.has_value();
    if (table.columns()[column].is_target)
      data.target = std::move(series);
    else
      data.series.push_back(std::move(series));
  }
  // Beyond this the axis has no sensible figures.
  constexpr double most = 1e15;
  if (!has_value || data.series.empty() || data.greatest() > most || data.least() < -most)
    return std::nullopt;
  data.numbers = style_of(block, data, room);
  for (Series& series : data.series) complete_texts(series, data.numbers);
  if (data.target) complete_texts(*data.target, data.numbers);
  return data;
}

TextRole ChartTools::label_role() const {
  TextRole role = theme.caption;
  role.leading = 9;
  role.size = smallest_size_pt;
  role.color = theme.ink;
  return role;
}

TextRole ChartTools::value_role() const {
  TextRole role = label_role();
  role.color = theme.muted;
  return role;
}

}  // namespace kvali::pdf
