#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "paint/theme.hpp"
#include "tag/structure.hpp"

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

/// A page's place in the structure tree.
struct PageTags {
  Structure* structure = nullptr;
  size_t page = 0;                  ///< From 0.
  std::vector<Element> marks = {};  ///< Whose content each MCID of the page is.
};

/// Writes the drawing operators of one page. Coordinates count from the top left corner, downwards.
/// Everything belongs to an element of the structure tree, or else is an artifact.
class Canvas {
 public:
  Canvas(double page_height, PageTags tags) : page_height_(page_height), tags_(std::move(tags)) {}

  /// Whose content is drawn from here on; 0 = an artifact.
  void set_element(Element element) { element_ = element; }
  [[nodiscard]] Element element_set() const { return element_; }
  /// What is drawn meanwhile repeats what the tree has already: all of it is an artifact.
  void set_repeating(bool repeating) { is_repeating_ = repeating; }
  [[nodiscard]] bool is_repeating() const { return is_repeating_; }
  /// Whose content is really drawn.
  [[nodiscard]] Element element() const { return is_repeating_ ? 0 : element_; }
  [[nodiscard]] PageTags& tags() { return tags_; }

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
  /// Everything until end_span() is in another language than its element.
  void begin_language(std::string_view lang);
  void end_span();

  void draw_image(const std::string& resource, const Rect& rect);

  /// All operators; nothing is drawn afterwards.
  [[nodiscard]] std::string finish();

 private:
  void open_mark();
  void close_mark();
  void number(double value);
  void point(Point p);
  void fill(Color color);
  void stroke(Color color, double width);
  void arc(Point center, double radius, double from, double to);

  double page_height_;
  PageTags tags_;
  Element element_ = 0;
  bool is_repeating_ = false;
  bool has_open_mark_ = false;
  Element open_element_ = 0;
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
