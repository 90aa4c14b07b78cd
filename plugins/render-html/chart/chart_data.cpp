#include "chart/chart_data.hpp"

#include <algorithm>
#include <cmath>

#include "table/table_columns.hpp"

namespace kvali::html {
namespace {

std::string companion_text(const std::vector<ColumnView>& all, const ColumnView& of, std::string_view role,
                           int64_t row) {
  for (const ColumnView& column : all)
    if (column.field().role() == role && column.field().of() == of.field().name() &&
        column.field().type() == CellType::text && !column.null(row))
      return std::string(column.text(row));
  return {};
}

Series read_series(const std::vector<ColumnView>& all, const ColumnView& column) {
  Series series;
  series.label = column.field().label();
  for (int64_t row = 0; row < column.length(); ++row) {
    const double value = column.null(row) ? std::nan("") : column.number(row);
    series.values.push_back(std::isfinite(value) ? std::optional<double>(value) : std::nullopt);
    series.shown.push_back(companion_text(all, column, series.values.back() ? "text" : "mark", row));
  }
  return series;
}

void complete_texts(Series& series, const chart::NumberStyle& numbers) {
  for (size_t i = 0; i < series.values.size(); ++i)
    if (series.values[i] && series.shown[i].empty()) series.shown[i] = numbers.text(*series.values[i]);
}

template <class F>
void for_each_series(const ChartData& data, F&& f) {
  for (const Series& series : data.series) f(series);
  if (data.target) f(*data.target);
}

std::vector<double> values_of(const ChartData& data) {
  std::vector<double> values;
  for_each_series(data, [&](const Series& series) {
    for (const auto& value : series.values)
      if (value) values.push_back(*value);
  });
  return values;
}

}  // namespace

double ChartData::least() const {
  double least = 0;
  for (const double value : values_of(*this)) least = std::min(least, value);
  return least;
}

double ChartData::greatest() const {
  double greatest = 0;
  for (const double value : values_of(*this)) greatest = std::max(greatest, value);
  return greatest;
}

bool ChartData::has_values() const {
  for (const Series& one : series)
    for (const auto& value : one.values)
      if (value) return true;
  return false;
}

Stack stacked_range(const ChartData& data) {
  Stack range;
  for (size_t i = 0; i < data.categories.size(); ++i) {
    Stack stack;
    for (const Series& series : data.series) stack.put(series.values[i].value_or(0));
    range.up = std::max(range.up, stack.up);
    range.down = std::min(range.down, stack.down);
    if (data.target) range.up = std::max(range.up, data.target->values[i].value_or(0));
  }
  return range;
}

ChartData read_chart(const Page& page, const kvali_event& event) {
  ChartData data;
  data.title = event.text ? event.text : "";
  data.alt = attribute(event, "alt");
  data.unit = attribute(event, "unit");
  const std::vector<ColumnView> all = columns(*event.schema, *event.batch);
  bool has_categories = false;
  for (const ColumnView& column : all) {
    if (!is_shown(column.field())) continue;
    if (!has_categories && column.field().type() == CellType::text) {
      has_categories = true;
      data.category_label = column.field().label();
      for (int64_t row = 0; row < column.length(); ++row)
        data.categories.emplace_back(column.null(row) ? std::string_view() : column.text(row));
    } else if (is_numeric(column.field().type())) {
      Series series = read_series(all, column);
      if (column.field().role() == "target")
        data.target = std::move(series);
      else
        data.series.push_back(std::move(series));
    }
  }
  data.categories.resize(static_cast<size_t>(std::max<int64_t>(event.batch->length, 0)));
  data.numbers = chart::number_style(attribute(event, "format"), {page.number_decimal, page.number_group},
                                     values_of(data));
  for (Series& series : data.series) complete_texts(series, data.numbers);
  if (data.target) complete_texts(*data.target, data.numbers);
  return data;
}

}  // namespace kvali::html
