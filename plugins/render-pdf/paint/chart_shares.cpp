#include <algorithm>
#include <cmath>

#include "paint/chart_plot.hpp"

namespace kvali::pdf {
namespace {

constexpr double pi = 3.14159265358979323846;

// The share of each row, 0 .. more than 1; nothing when the data are not shares.
std::optional<std::vector<std::optional<double>>> shares_of(const ChartData& data) {
  const Series& series = data.series.front();
  std::vector<std::optional<double>> shares;
  for (size_t i = 0; i < series.values.size(); ++i) {
    const auto& value = series.values[i];
    if (!value) {
      shares.emplace_back();
      continue;
    }
    if (data.target) {
      const double target = data.target->values[i].value_or(0);
      if (target <= 0 || *value < 0) return std::nullopt;
      shares.emplace_back(*value / target);
    } else {
      if (*value < 0 || *value > 1) return std::nullopt;
      shares.emplace_back(*value);
    }
  }
  return shares;
}

}  // namespace

std::unique_ptr<Sketch> draw_doughnut(const ChartTools& tools) {
  const Series& series = tools.data.series.front();
  // Angles of more than two parts cannot be compared by eye.
  if (series.values.size() != 2 || tools.data.series.size() != 1) return nullptr;
  if (!series.values[0] || !series.values[1] || *series.values[0] < 0 || *series.values[1] < 0)
    return nullptr;
  const double sum = *series.values[0] + *series.values[1];
  if (!(sum > 0)) return nullptr;
  auto sketch = std::make_unique<Sketch>();
  constexpr double radius = 54;
  constexpr double hole = 36;
  const Point center{radius, radius};
  const double end = 2 * pi * *series.values[0] / sum;
  sketch->ring(center, radius, hole, end, 2 * pi, tools.theme.rule);
  sketch->ring(center, radius, hole, 0, end, tools.theme.accent);
  NumberStyle percent = tools.data.numbers;
  percent.is_percent = true;
  percent.decimals = percent.least_decimals = 0;
  TextRole role = tools.theme.kpi_value;
  role.size = 16;
  sketch->text(tools.text.set_one_line(percent.text(*series.values[0] / sum), role, 2 * hole),
               {center.x - hole, center.y - role.leading / 2}, 2 * hole, LineAlign::center);
  double y = radius - 13.5;
  for (size_t i = 0; i < 2; ++i) {
    const double x = 2 * radius + 18;
    sketch->rect({x, y + 1.5, 7, 7}, i == 0 ? tools.theme.accent : tools.theme.rule);
    SetText name = tools.text.set(tools.data.categories[i] + " " + series.shown[i], tools.label_role(),
                                  tools.width - x - 11);
    const double height = name.height();
    sketch->text(std::move(name), {x + 11, y}, tools.width - x - 11, LineAlign::left);
    y += height + 6;
  }
  sketch->set_height(std::max(2 * radius, y));
  return sketch;
}

std::unique_ptr<Sketch> draw_progress_rows(const ChartTools& tools) {
  if (tools.data.series.size() != 1) return nullptr;
  const auto shares = shares_of(tools.data);
  if (!shares) return nullptr;
  const Series& series = tools.data.series.front();
  auto sketch = std::make_unique<Sketch>();
  const auto shown = [&](size_t i) {
    if (!tools.data.target || !series.values[i]) return series.shown[i];
    return series.shown[i] + " / " + tools.data.target->shown[i];
  };
  double names = 0;
  double values = 0;
  for (size_t i = 0; i < series.values.size(); ++i) {
    names = std::max(names, tools.text.width_of(tools.data.categories[i], tools.label_role()));
    values = std::max(values, tools.text.width_of(shown(i), tools.value_role()));
  }
  names = std::min(names, 0.4 * tools.width);
  values = std::min(values, 0.25 * tools.width);
  const double left = names + 8;
  const double length = tools.width - left - values - 8;
  double y = 0;
  for (size_t i = 0; i < series.values.size(); ++i) {
    SetText name = tools.text.set(tools.data.categories[i], tools.label_role(), names);
    const double height = std::max(name.height(), 9.0);
    sketch->text(std::move(name), {0, y}, names, LineAlign::left);
    const double middle = y + height / 2;
    sketch->rect({left, middle - 2.5, length, 5}, tools.theme.rule);
    if ((*shares)[i])
      sketch->rect({left, middle - 2.5, length * std::clamp(*(*shares)[i], 0.0, 1.0), 5}, tools.theme.accent);
    sketch->text(tools.text.set_one_line(shown(i), tools.value_role(), values),
                 {left + length + 8, middle - 4.5}, values, LineAlign::right);
    y += height + 4.5;
  }
  sketch->set_height(y);
  return sketch;
}

}  // namespace kvali::pdf
