#include <algorithm>

#include "paint/chart_plot.hpp"

namespace kvali::pdf {
namespace {

constexpr double line_width = 1.5;
constexpr double dot_radius = 1.9;
constexpr size_t most_dots = 24;

// A gap in the data is a gap in the line: nothing is guessed between two points.
void draw_series(const Series& series, Color color, double width, bool with_dots, const Plot& plot,
                 Sketch& sketch) {
  std::vector<Point> run;
  const auto flush = [&] {
    // A target alone is drawn as a stroke, see below.
    if (run.size() == 1 && !with_dots && width >= line_width) sketch.circle(run.front(), dot_radius, color);
    if (run.size() > 1) sketch.path(run, width, color);
    run.clear();
  };
  for (size_t i = 0; i < series.values.size(); ++i) {
    if (!series.values[i]) {
      flush();
      continue;
    }
    run.push_back({plot.x(i), plot.y(*series.values[i])});
    if (with_dots) sketch.circle(run.back(), dot_radius, color);
  }
  flush();
}

// A target line; where it is set for a single category, a stroke over that category.
void draw_target_line(const Series& target, Color color, const Plot& plot, Sketch& sketch) {
  constexpr double target_width = 0.75;
  draw_series(target, color, target_width, false, plot, sketch);
  const double half = plot.slot_width() / 2;
  for (size_t i = 0; i < target.values.size(); ++i) {
    const bool alone =
        (i == 0 || !target.values[i - 1]) && (i + 1 == target.values.size() || !target.values[i + 1]);
    if (!target.values[i] || !alone) continue;
    const double y = plot.y(*target.values[i]);
    sketch.line({plot.x(i) - half, y}, {plot.x(i) + half, y}, 1, color);
  }
}

std::optional<size_t> last_value(const Series& series) {
  for (size_t i = series.values.size(); i-- > 0;)
    if (series.values[i]) return i;
  return std::nullopt;
}

// "Women 300": name and last value, in the line's colour where that can be read.
EndLabel end_label(const ChartTools& tools, const Series& series, size_t last, Color color, double room,
                   const Plot& plot) {
  TextRole role = tools.label_role();
  if (contrast_on_white(color) >= 4.5) role.color = color;
  role.is_bold = true;
  const std::string text = series.label + " " + series.shown[last];
  return {tools.text.set(text, role, room), plot.y(*series.values[last])};
}

double label_room(const ChartTools& tools) {
  TextRole role = tools.label_role();
  role.is_bold = true;
  double widest = 0;
  const auto look_at = [&](const Series& series) {
    const auto last = last_value(series);
    if (last) widest = std::max(widest, tools.text.width_of(series.label + " " + series.shown[*last], role));
  };
  for (const Series& series : tools.data.series) look_at(series);
  if (tools.data.target) look_at(*tools.data.target);
  return std::min(widest + 8, 0.24 * tools.width);
}

}  // namespace

std::unique_ptr<Sketch> draw_lines(const ChartTools& tools) {
  auto sketch = std::make_unique<Sketch>();
  const double room = label_room(tools);
  Plot plot(tools, *sketch, make_scale(tools.data.least(), tools.data.greatest()), room, false);
  plot.draw_grid();
  std::vector<EndLabel> labels;
  const bool with_dots = tools.data.categories.size() <= most_dots;
  if (tools.data.target) {
    draw_target_line(*tools.data.target, tools.theme.ink, plot, *sketch);
    if (const auto last = last_value(*tools.data.target))
      labels.push_back(end_label(tools, *tools.data.target, *last, tools.theme.ink, room - 6, plot));
  }
  for (size_t i = 0; i < tools.data.series.size(); ++i) {
    const Series& series = tools.data.series[i];
    draw_series(series, tools.series_color(i), line_width, with_dots, plot, *sketch);
    if (const auto last = last_value(series))
      labels.push_back(end_label(tools, series, *last, tools.series_color(i), room - 6, plot));
  }
  draw_end_labels(*sketch, std::move(labels), plot.right() + 6, plot.top(), plot.bottom(), room - 6);
  plot.draw_categories();
  return sketch;
}

}  // namespace kvali::pdf
