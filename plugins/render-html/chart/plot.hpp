#pragma once

#include <string>
#include <vector>

#include "chart-figures/scale.hpp"
#include "chart/drawing.hpp"

namespace kvali::html {

/// A text at the right end of a line.
struct EndLabel {
  std::string text, style;
  double share = 0;  ///< Of the field's height from above, 0..1.
};

/// The field of upright columns and lines: the axis at its side, the names of the categories below. Places
/// in it are shares of its width and height, from the corner above where reading begins.
class Plot {
 public:
  Plot(const Drawing& drawing, const chart::Scale& scale) : drawing_(drawing), scale_(scale) {}

  /// Begins with the axis, the picture and its grid. `style` are classes of the field.
  void open(std::string_view style) const;
  /// Ends the picture and names the categories.
  void close(const std::vector<EndLabel>& labels) const;

  [[nodiscard]] double y(double value) const { return 1 - scale_.share(value); }
  [[nodiscard]] double slot() const { return 1.0 / static_cast<double>(drawing_.data.categories.size()); }
  /// The middle of a category.
  [[nodiscard]] double x(size_t category) const { return (static_cast<double>(category) + 0.5) * slot(); }

  /// A box from `x`, as wide as `width`, between two values.
  void open_rect(std::string_view style, double x, double width, double from, double to) const;
  void line(std::string_view style, double x1, double y1, double x2, double y2) const;
  /// A target over each category's room.
  void strokes(const Series& target, std::string_view style) const;

 private:
  void append_axis() const;
  void append_names() const;
  void append_ends(std::vector<EndLabel> labels) const;
  /// As a length across: mirrored where reading begins at the right.
  [[nodiscard]] std::string across(double x) const;

  const Drawing& drawing_;
  chart::Scale scale_;
};

}  // namespace kvali::html
