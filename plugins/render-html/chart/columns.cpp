#include <algorithm>

#include "chart/plot.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

// Of a category's room, and of the whole field.
constexpr double one_column = 0.62;
constexpr double several_columns = 0.8;
constexpr double widest_column = 0.08;
constexpr double field_ems = 50;

bool values_fit(const ChartData& data, double room) {
  for (const Series& series : data.series)
    for (const std::string& shown : series.shown)
      if (width_in_ems(shown) > room * field_ems) return false;
  return true;
}

void append_value(const Drawing& drawing, const Plot& plot, double x, double value, const std::string& text) {
  if (text.empty()) return;
  drawing.out += "<text class=\"v\" x=\"" + percent(drawing.right_to_left ? 1 - x : x) + "\" y=\"" +
                 percent(plot.y(value)) + "\" dy=\"" + (value < 0 ? "1.1em" : "-.35em") +
                 "\" text-anchor=\"middle\">" + escaped(text) + "</text>";
}

/// Columns of one category beside each other.
class SideBySide {
 public:
  SideBySide(const Drawing& drawing, const Plot& plot)
      : drawing_(drawing),
        data_(drawing.data),
        plot_(plot),
        count_(static_cast<double>(data_.series.size())) {
    const double share = count_ > 1 ? several_columns : one_column;
    width_ = std::min(plot.slot() * share / count_, widest_column);
  }

  void draw_columns() const {
    for (size_t i = 0; i < data_.categories.size(); ++i) {
      for (size_t s = 0; s < data_.series.size(); ++s) {
        const auto& value = data_.series[s].values[i];
        if (!value) continue;
        plot_.open_rect(series_class(s), left(i, s), count_ > 1 ? width_ * 0.94 : width_, 0, *value);
        append_hint(drawing_, data_.series[s], i);
        drawing_.out += "</rect>\n";
      }
    }
  }

  // Where they do not fit, only the marks of what has no value.
  void draw_values() const {
    const bool fit = values_fit(data_, count_ > 1 ? width_ : plot_.slot());
    for (size_t i = 0; i < data_.categories.size(); ++i)
      for (size_t s = 0; s < data_.series.size(); ++s)
        if (const auto& value = data_.series[s].values[i]; fit || !value)
          append_value(drawing_, plot_, left(i, s) + width_ / 2, value.value_or(0), data_.series[s].shown[i]);
  }

 private:
  [[nodiscard]] double left(size_t category, size_t series) const {
    return plot_.x(category) + width_ * (static_cast<double>(series) - count_ / 2);
  }

  const Drawing& drawing_;
  const ChartData& data_;
  const Plot& plot_;
  double count_;
  double width_ = 0;
};

void draw_stacked(const Drawing& drawing, const Plot& plot) {
  const ChartData& data = drawing.data;
  const double width = std::min(plot.slot() * one_column, widest_column);
  for (size_t i = 0; i < data.categories.size(); ++i) {
    Stack stack;
    for (size_t s = 0; s < data.series.size(); ++s) {
      const double value = data.series[s].values[i].value_or(0);
      if (value == 0) continue;
      const double from = stack.put(value);
      plot.open_rect(series_class(s), plot.x(i) - width / 2, width, from, from + value);
      append_hint(drawing, data.series[s], i);
      drawing.out += "</rect>";
    }
    drawing.out += "\n";
  }
}

}  // namespace

void append_columns(const Drawing& drawing, bool stacked) {
  const Stack range =
      stacked ? stacked_range(drawing.data) : Stack{drawing.data.greatest(), drawing.data.least()};
  const Plot plot(drawing, chart::make_scale(range.down, range.up));
  append_key(drawing);
  plot.open(stacked ? "stack" : "");
  const SideBySide columns(drawing, plot);
  if (stacked)
    draw_stacked(drawing, plot);
  else
    columns.draw_columns();
  if (drawing.data.target) plot.strokes(*drawing.data.target, "target");
  if (!stacked) columns.draw_values();  // Over the lines, so that none is struck through.
  plot.close({});
}

}  // namespace kvali::html
