#pragma once

#include <map>
#include <string>
#include <vector>

#include "paint/canvas.hpp"
#include "text/paragraph.hpp"

namespace kvali::pdf {

struct Link {
  Rect rect;
  std::string href;
};

/// A place in the finished document.
struct Destination {
  size_t page = 0;
  double y = 0;  ///< From the page's top.
};

struct OutlineEntry {
  int level = 1;
  std::string title;
  Destination target;
};

/// The line of a contents list whose page number is filled in when all pages are known.
struct PageNumberSlot {
  std::string anchor;
  Point right_end;  ///< On the baseline.
  TextRole role;
};

/// A page while it is being filled.
struct Page {
  explicit Page(size_t number, const PageGeometry& shape)
      : index(number), geometry(shape), canvas(shape.height) {}
  size_t index;  ///< From 0.
  PageGeometry geometry;
  Canvas canvas;
  std::vector<Link> links;
  std::vector<PageNumberSlot> slots;
};

/// A page that is done, but for header, footer and page numbers.
struct FinishedPage {
  PageGeometry geometry;
  std::string content;  ///< Deflated operators.
  std::vector<Link> links;
  std::vector<PageNumberSlot> slots;
};

/// Everything the file is made of, apart from fonts and images.
struct Pages {
  std::vector<FinishedPage> pages;
  std::map<std::string, Destination, std::less<>> anchors;
  std::vector<OutlineEntry> outline;
};

enum class LineAlign { start, left, right, center };

/// Draws one line of text, and notes its links. `width` is the room it is aligned in.
struct LinePlace {
  double x = 0;
  double baseline = 0;
  double width = 0;
  LineAlign align = LineAlign::start;  ///< start = left, or right for a paragraph read from the right.
};
void draw_line(Page& page, const SetText& text, const Line& line, const LinePlace& place);
/// Draws all lines of a text below each other; `top` is the top of the first.
void draw_text(Page& page, const SetText& text, Point top_left, double width,
               LineAlign align = LineAlign::start);
/// Where the baseline lies in a line of that leading and size: capitals stand in its middle.
[[nodiscard]] double baseline_in(double leading, double size);

}  // namespace kvali::pdf
