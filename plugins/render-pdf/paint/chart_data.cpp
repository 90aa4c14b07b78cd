#include "paint/chart_data.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

bool is_unformatted(std::string_view text) {
  return text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

std::vector<double> values_of(const ChartData& data) {
  std::vector<double> values;
  const auto add = [&](const Series& series) {
    for (const auto& value : series.values)
      if (value) values.push_back(*value);
  };
  for (const Series& series : data.series) add(series);
  if (data.target) add(*data.target);
  return values;
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
  data.numbers = chart::number_style(block.attribute("format"), {room.decimal, room.group}, values_of(data));
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
