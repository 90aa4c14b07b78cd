#include "chart/plot.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

constexpr size_t most_dots = 24;

std::optional<size_t> last_value(const Series& series) {
  for (size_t i = series.values.size(); i-- > 0;)
    if (series.values[i]) return i;
  return std::nullopt;
}

bool is_alone(const Series& series, size_t i) {
  return (i == 0 || !series.values[i - 1]) && (i + 1 == series.values.size() || !series.values[i + 1]);
}

// A gap in the data is a gap in the line: nothing is guessed between two points.
void draw_line(const Plot& plot, const Series& series, std::string_view style) {
  for (size_t i = 1; i < series.values.size(); ++i)
    if (series.values[i - 1] && series.values[i])
      plot.line(style, plot.x(i - 1), plot.y(*series.values[i - 1]), plot.x(i), plot.y(*series.values[i]));
}

void draw_dots(const Drawing& drawing, const Plot& plot, const Series& series, const std::string& style) {
  const bool all = series.values.size() <= most_dots;
  for (size_t i = 0; i < series.values.size(); ++i) {
    if (!series.values[i] || !(all || is_alone(series, i))) continue;
    const double x = drawing.right_to_left ? 1 - plot.x(i) : plot.x(i);
    drawing.out += "<circle class=\"" + style + "\" cx=\"" + percent(x) + "\" cy=\"" +
                   percent(plot.y(*series.values[i])) + "\" r=\"3.5\">";
    append_hint(drawing, series, i);
    drawing.out += "</circle>";
  }
}

// A target line; where it is set for a single category, a stroke over that category.
void draw_target(const Plot& plot, const Series& target) {
  draw_line(plot, target, "target");
  Series alone;
  for (size_t i = 0; i < target.values.size(); ++i)
    alone.values.push_back(is_alone(target, i) ? target.values[i] : std::nullopt);
  plot.strokes(alone, "target");
}

void add_label(std::vector<EndLabel>& labels, const Plot& plot, const Series& series,
               const std::string& style) {
  if (const auto last = last_value(series))
    labels.push_back({series.label + " " + series.shown[*last], style, plot.y(*series.values[*last])});
}

}  // namespace

void append_lines(const Drawing& drawing) {
  const ChartData& data = drawing.data;
  const Plot plot(drawing, chart::make_scale(data.least(), data.greatest()));
  append_key(drawing, " ended");
  plot.open("line");
  std::vector<EndLabel> labels;
  if (data.target) {
    draw_target(plot, *data.target);
    add_label(labels, plot, *data.target, "end-target");
  }
  for (size_t s = 0; s < data.series.size(); ++s) {
    const std::string style = series_class(s);
    draw_line(plot, data.series[s], style);
    draw_dots(drawing, plot, data.series[s], style);
    add_label(labels, plot, data.series[s], "end-" + style);
    drawing.out += "\n";
  }
  plot.close(labels);
}

}  // namespace kvali::html
