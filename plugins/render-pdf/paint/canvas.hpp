#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "paint/theme.hpp"

namespace kvali::pdf {

/// A point on the page, in points from its top left corner.
struct Point {
  double x = 0;
  double y = 0;
};

struct Rect {
  double x = 0;
  double y = 0;  ///< Top.
  double width = 0;
  double height = 0;
};

/// Glyphs of one face in one TJ operator.
struct GlyphText {
  uint16_t face = 0;
  double size = 0;
  double rise = 0;  ///< Points, upwards.
  Color color;
  bool is_adjusted = false;
  std::string_view glyphs;
};

/// Writes the drawing operators of one page. Coordinates count from the top left corner, downwards.
class Canvas {
 public:
  explicit Canvas(double page_height) : page_height_(page_height) {}

  void fill_rect(const Rect& rect, Color color);
  void fill_circle(Point center, double radius, Color color);
  void fill_polygon(const std::vector<Point>& points, Color color);
  /// A piece of a ring, angles in radians clockwise from twelve o'clock.
  void fill_ring(Point center, double outer, double inner, double from, double to, Color color);
  void stroke_line(Point from, Point to, double width, Color color, bool dashed = false);
  void stroke_path(const std::vector<Point>& points, double width, Color color);

  /// Starts text whose first letter stands at `origin` on the baseline; runs follow each other.
  void begin_text(Point origin);
  void show(const GlyphText& text);
  void end_text();
  /// Everything until end_actual_text() stands for `text`.
  void begin_actual_text(std::string_view text);
  void end_actual_text();

  void draw_image(const std::string& resource, const Rect& rect);

  [[nodiscard]] const std::string& operators() const { return out_; }
  [[nodiscard]] bool is_empty() const { return out_.empty(); }

 private:
  void number(double value);
  void point(Point p);
  void fill(Color color);
  void stroke(Color color, double width);
  void arc(Point center, double radius, double from, double to);

  double page_height_;
  std::string out_;
  // What the viewer's graphics state holds, so that nothing is said twice.
  Color fill_;
  Color stroke_;
  double line_width_ = 1;
  uint32_t face_ = ~0u;
  double size_ = 0;
  double rise_ = 0;
};

}  // namespace kvali::pdf
