#pragma once

#include <functional>
#include <vector>

#include "paint/chart.hpp"

namespace kvali::pdf {

/// A chart as a list of things to draw, placed from its own top left corner.
class Sketch : public Chart {
 public:
  [[nodiscard]] double height() const override { return height_; }
  void draw(Page& page, Point top_left) const override;

  void set_height(double height) { height_ = height; }
  void rect(const Rect& rect, Color color);
  void circle(Point center, double radius, Color color);
  void ring(Point center, double outer, double inner, double from, double to, Color color);
  void line(Point from, Point to, double width, Color color, bool dashed = false);
  void path(std::vector<Point> points, double width, Color color);
  void text(SetText text, Point top_left, double width, LineAlign align);

 private:
  std::vector<std::function<void(Page&, Point)>> steps_;
  double height_ = 0;
};

}  // namespace kvali::pdf
