#include <algorithm>

#include "paint/chart_plot.hpp"

namespace kvali::pdf {
namespace {

constexpr double bar_height = 10;
constexpr double row_gap = 6.75;
constexpr double widest_name = 0.36;  // Of the chart's width.
constexpr double name_gap = 6;

// Names at the left, bars from a common zero, figures at their ends: no axis is needed.
class BarDrawer {
 public:
  BarDrawer(const ChartTools& tools, Sketch& sketch, bool stacked)
      : tools_(tools), sketch_(sketch), stacked_(stacked) {
    double widest = 0;
    for (const std::string& name : tools.data.categories)
      widest = std::max(widest, tools.text.width_of(name, tools.label_role()));
    names_ = std::min(widest, widest_name * tools.width);
    double value = 0;
    for (const Series& series : tools.data.series)
      for (const std::string& shown : series.shown)
        value = std::max(value, tools.text.width_of(shown, tools.value_role()));
    values_ = stacked ? 4 : std::min(value + 6, 0.2 * tools.width);
    measure_range();
  }

  void draw() {
    double y = 0;
    if (tools_.data.series.size() > 1) y += draw_series_key(tools_, sketch_, {0, 0}) + 4.5;
    if (!tools_.data.unit.empty()) {
      sketch_.text(
          tools_.text.set_one_line(tools_.data.unit, tools_.value_role(), tools_.width - field_left()),
          {field_left(), y}, tools_.width, LineAlign::left);
      y += 11.25;
    }
    const double top = y;
    for (size_t i = 0; i < tools_.data.categories.size(); ++i) y += draw_row(i, y) + row_gap;
    sketch_.line({x(0), top - 2}, {x(0), y - row_gap + 2}, 0.5, tools_.theme.ink);
    draw_target_name(y);
    sketch_.set_height(y);
  }

 private:
  [[nodiscard]] double field_left() const { return names_ + name_gap + (least_ < 0 ? values_ : 0); }
  [[nodiscard]] double x(double value) const {
    const double room = std::max(tools_.width - field_left() - values_, tools_.width / 5);
    return field_left() + room * (value - least_) / (greatest_ - least_);
  }

  void measure_range() {
    least_ = tools_.data.least();
    greatest_ = tools_.data.greatest();
    for (size_t i = 0; stacked_ && i < tools_.data.categories.size(); ++i) {
      double up = 0;
      double down = 0;
      for (const Series& series : tools_.data.series)
        (series.values[i].value_or(0) > 0 ? up : down) += series.values[i].value_or(0);
      greatest_ = std::max(greatest_, up);
      least_ = std::min(least_, down);
    }
    if (greatest_ - least_ <= 0) greatest_ = 1;
  }

  double draw_row(size_t i, double y) {
    SetText name = tools_.text.set(tools_.data.categories[i], tools_.label_role(), names_);
    const double bars = stacked_ ? bar_height : bar_height * static_cast<double>(tools_.data.series.size());
    const double height = std::max(bars, name.height());
    const double name_top = y + (height - name.height()) / 2;
    sketch_.text(std::move(name), {0, name_top}, names_, LineAlign::right);
    double bar_y = y + (height - bars) / 2;
    if (stacked_)
      draw_stack(i, bar_y);
    else
      for (size_t s = 0; s < tools_.data.series.size(); ++s, bar_y += bar_height) draw_bar(s, i, bar_y);
    if (tools_.data.target && tools_.data.target->values[i]) {
      const double at = x(*tools_.data.target->values[i]);
      sketch_.line({at, y - 2}, {at, y + height + 2}, 1, tools_.theme.ink);
    }
    return height;
  }

  void draw_bar(size_t s, size_t i, double y) {
    const Series& series = tools_.data.series[s];
    const double value = series.values[i].value_or(0);
    const double end = x(value);
    if (series.values[i])
      sketch_.rect({std::min(x(0), end), y + 0.5, std::abs(end - x(0)), bar_height - 1},
                   tools_.series_color(s));
    const TextRole role = tools_.value_role();
    const double text_y = y + (bar_height - role.leading) / 2;
    if (value < 0)
      sketch_.text(tools_.text.set_one_line(series.shown[i], role, values_), {end - values_ - 3, text_y},
                   values_, LineAlign::right);
    else
      sketch_.text(tools_.text.set_one_line(series.shown[i], role, values_), {end + 3, text_y}, values_,
                   LineAlign::left);
  }

  void draw_stack(size_t i, double y) {
    double up = 0;
    double down = 0;
    for (size_t s = 0; s < tools_.data.series.size(); ++s) {
      const double value = tools_.data.series[s].values[i].value_or(0);
      double& base = value > 0 ? up : down;
      const double from = x(base);
      const double to = x(base + value);
      if (value != 0)
        sketch_.rect(
            {std::min(from, to), y + 0.5, std::max(std::abs(to - from) - 0.75, 0.25), bar_height - 1},
            tools_.series_color(s));
      base += value;
    }
  }

  void draw_target_name(double& y) {
    if (!tools_.data.target || tools_.data.target->label.empty()) return;
    sketch_.line({field_left(), y}, {field_left(), y + 8}, 1, tools_.theme.ink);
    sketch_.text(
        tools_.text.set_one_line(tools_.data.target->label, tools_.label_role(), tools_.width - field_left()),
        {field_left() + 5, y - 0.5}, tools_.width, LineAlign::left);
    y += 11.25;
  }

  const ChartTools& tools_;
  Sketch& sketch_;
  bool stacked_;
  double names_ = 0;
  double values_ = 0;
  double least_ = 0;
  double greatest_ = 1;
};

}  // namespace

std::unique_ptr<Sketch> draw_bars(const ChartTools& tools, bool stacked) {
  auto sketch = std::make_unique<Sketch>();
  BarDrawer(tools, *sketch, stacked).draw();
  return sketch;
}

}  // namespace kvali::pdf
