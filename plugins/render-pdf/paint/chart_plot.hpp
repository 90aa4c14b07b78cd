#pragma once

#include <vector>

#include "chart-figures/scale.hpp"
#include "paint/chart_data.hpp"

namespace kvali::pdf {

using chart::make_scale;
using chart::Scale;

/// The field that upright columns and lines are drawn in, with its value axis at the left, its category
/// names below, and the names of its series.
class Plot {
 public:
  /// `right_margin` is kept free for labels beside the data.
  Plot(const ChartTools& tools, Sketch& sketch, const Scale& scale, double right_margin, bool has_key);

  [[nodiscard]] double y(double value) const { return top_ + field_height_ * (1 - scale_.share(value)); }
  [[nodiscard]] double slot_width() const {
    return field_width_ / static_cast<double>(tools_.data.categories.size());
  }
  /// The middle of a category.
  [[nodiscard]] double x(size_t category) const {
    return left_ + slot_width() * (static_cast<double>(category) + 0.5);
  }
  [[nodiscard]] double right() const { return left_ + field_width_; }
  [[nodiscard]] double top() const { return top_; }
  [[nodiscard]] double bottom() const { return top_ + field_height_; }

  void draw_grid();
  /// Every name where all fit, else every second, third ...
  void draw_categories();
  /// The target as a thin line with its name at its right end.
  void draw_target();

 private:
  void draw_key(double& top);

  const ChartTools& tools_;
  Sketch& sketch_;
  Scale scale_;
  double left_ = 0;
  double top_ = 0;
  double field_width_ = 0;
  double field_height_ = 0;
};

/// True when the category names fit below upright columns without breaking words.
[[nodiscard]] bool names_fit_below(const ChartTools& tools);

/// Texts at the right end of lines, moved apart where they would overlap.
struct EndLabel {
  SetText text;
  double y = 0;  ///< Of the data it belongs to.
};
void draw_end_labels(Sketch& sketch, std::vector<EndLabel> labels, double x, double top, double bottom,
                     double width);

/// Swatches and names of the series in lines; returns the height.
double draw_series_key(const ChartTools& tools, Sketch& sketch, Point top_left);

}  // namespace kvali::pdf
