#include <algorithm>
#include <cmath>

#include "paint/chart_plot.hpp"

namespace kvali::pdf {
namespace {

constexpr double widest_column = 40;
constexpr Color white{1, 1, 1};

class ColumnDrawer {
 public:
  ColumnDrawer(const ChartTools& tools, Sketch& sketch, const Plot& plot)
      : tools_(tools), sketch_(sketch), plot_(plot) {}

  void draw_side_by_side() {
    const auto count = static_cast<double>(tools_.data.series.size());
    const double group = std::min(plot_.slot_width() * (count > 1 ? 0.78 : 0.62), widest_column * count);
    const double width = group / count;
    const bool with_values = values_fit(count > 1 ? width + 1 : plot_.slot_width() - 2);
    for (size_t s = 0; s < tools_.data.series.size(); ++s) {
      for (size_t i = 0; i < tools_.data.categories.size(); ++i) {
        const double left = plot_.x(i) - group / 2 + width * static_cast<double>(s);
        draw_column(s, i, left, count > 1 ? width - 1 : width, with_values);
      }
    }
  }

  // Over the lines, on white: no figure is struck through.
  void draw_values() {
    const TextRole role = tools_.value_role();
    for (const ValueLabel& label : values_) {
      const double room = plot_.slot_width();
      SetText text = tools_.text.set_one_line(label.text, role, room);
      const double width = text.lines.empty() ? 0 : text.lines.front().width;
      sketch_.rect({label.top.x - width / 2 - 1, label.top.y + 0.5, width + 2, role.leading - 1}, white);
      sketch_.text(std::move(text), {label.top.x - room / 2, label.top.y}, room, LineAlign::center);
    }
  }

  void draw_stacked() {
    const double width = std::min(plot_.slot_width() * 0.62, widest_column);
    for (size_t i = 0; i < tools_.data.categories.size(); ++i) {
      double up = 0;
      double down = 0;
      for (size_t s = 0; s < tools_.data.series.size(); ++s) {
        const double value = tools_.data.series[s].values[i].value_or(0);
        if (value == 0) continue;
        double& base = value > 0 ? up : down;
        const double from = plot_.y(base);
        const double to = plot_.y(base + value);
        // A hair of white keeps neighbours apart in grey print.
        sketch_.rect(
            {plot_.x(i) - width / 2, std::min(from, to), width, std::max(std::abs(to - from) - 0.75, 0.25)},
            tools_.series_color(s));
        base += value;
      }
    }
  }

 private:
  [[nodiscard]] bool values_fit(double room) const {
    for (const Series& series : tools_.data.series)
      for (size_t i = 0; i < series.values.size(); ++i)
        if (series.values[i] && tools_.text.width_of(series.shown[i], tools_.value_role()) > room)
          return false;
    return true;
  }

  void draw_column(size_t s, size_t i, double left, double width, bool with_value) {
    const Series& series = tools_.data.series[s];
    const auto& value = series.values[i];
    const double zero = plot_.y(0);
    const double end = plot_.y(value.value_or(0));
    if (value) sketch_.rect({left, std::min(zero, end), width, std::abs(zero - end)}, tools_.series_color(s));
    if (series.shown[i].empty() || (value && !with_value)) return;
    const double below = value.value_or(0) < 0 ? 1 : -tools_.value_role().leading - 1;
    values_.push_back({series.shown[i], {left + width / 2, end + below}});
  }

  struct ValueLabel {
    std::string text;
    Point top;  // The middle of its upper edge.
  };
  std::vector<ValueLabel> values_;
  const ChartTools& tools_;
  Sketch& sketch_;
  const Plot& plot_;
};

// The sums that stacked columns reach.
Scale stacked_scale(const ChartData& data) {
  double least = 0;
  double greatest = 0;
  for (size_t i = 0; i < data.categories.size(); ++i) {
    double up = 0;
    double down = 0;
    for (const Series& series : data.series)
      (series.values[i].value_or(0) > 0 ? up : down) += series.values[i].value_or(0);
    greatest = std::max(greatest, up);
    least = std::min(least, down);
    if (data.target) greatest = std::max(greatest, data.target->values[i].value_or(0));
  }
  return make_scale(least, greatest);
}

double target_room(const ChartTools& tools) {
  if (!tools.data.target) return 0;
  constexpr double most = 90;
  return std::min(tools.text.width_of(tools.data.target->label, tools.label_role()) + 8, most);
}

}  // namespace

std::unique_ptr<Sketch> draw_columns(const ChartTools& tools, bool stacked) {
  auto sketch = std::make_unique<Sketch>();
  const Scale scale =
      stacked ? stacked_scale(tools.data) : make_scale(tools.data.least(), tools.data.greatest());
  Plot plot(tools, *sketch, scale, target_room(tools), tools.data.series.size() > 1);
  plot.draw_grid();
  ColumnDrawer drawer(tools, *sketch, plot);
  if (stacked)
    drawer.draw_stacked();
  else
    drawer.draw_side_by_side();
  plot.draw_target();
  drawer.draw_values();
  plot.draw_categories();
  return sketch;
}

}  // namespace kvali::pdf
