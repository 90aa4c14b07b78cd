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
  std::string description;  ///< For those who cannot see it; "" = the link's text says it.
  Element element = 0;      ///< Its LINK in the structure tree.
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
  Element element = 0;
};

/// The link drawn last: it may go on in the next line.
struct LastLink {
  const SetText* text = nullptr;
  uint16_t look = 0;
  Element parent = 0;
  Element element = 0;
};

/// A page while it is being filled.
struct Page {
  Page(const PageGeometry& shape, PageTags tags)
      : index(tags.page), geometry(shape), canvas(shape.height, std::move(tags)) {}
  size_t index;  ///< From 0.
  PageGeometry geometry;
  Canvas canvas;
  std::vector<Link> links;
  std::vector<PageNumberSlot> slots;
  LastLink last_link;

  /// Links `rect` to `href` as part of an element, unless it is drawn again only to repeat it.
  void add_link(const Rect& rect, std::string href, Element element, std::string description = {});
};

/// A page that is done, but for header, footer and page numbers.
struct FinishedPage {
  PageGeometry geometry;
  std::string content;  ///< Deflated operators.
  PageTags tags;
  std::vector<Link> links;
  std::vector<PageNumberSlot> slots;
};

/// Everything the file is made of, apart from fonts and images.
struct Pages {
  std::vector<FinishedPage> pages;
  std::map<std::string, Destination, std::less<>> anchors;
  std::vector<OutlineEntry> outline;

  /// Where an anchor is ("id"), or the first link that leads to it ("^id"); null where there is none.
  /// Complete once all pages are.
  [[nodiscard]] const Destination* find(std::string_view id) const;
  /// Notes the first link to each anchor, from which "^id" is answered.
  void note_first_links();

 private:
  std::map<std::string, Destination, std::less<>> first_links_;
};

enum class LineAlign { start, left, right, center };

/// Draws one line of text, and notes its links. `width` is the room it is aligned in.
struct LinePlace {
  double x = 0;
  double baseline = 0;
  double width = 0;
  LineAlign align = LineAlign::start;  ///< start = left, or right for a paragraph read from the right.
  Element element = 0;                 ///< Whose text it is; 0 = that of whatever is being drawn.
};
void draw_line(Page& page, const SetText& text, const Line& line, const LinePlace& place);
/// Draws all lines of a text below each other; `top` is the top of the first.
void draw_text(Page& page, const SetText& text, Point top_left, double width,
               LineAlign align = LineAlign::start, Element element = 0);
/// What is drawn while it lives is content of `element`; 0 changes nothing.
class DrawnFor {
 public:
  DrawnFor(Canvas& canvas, Element element) : canvas_(canvas), outer_(canvas.element_set()) {
    if (element != 0) canvas_.set_element(element);
  }
  ~DrawnFor() { canvas_.set_element(outer_); }
  DrawnFor(const DrawnFor&) = delete;
  DrawnFor& operator=(const DrawnFor&) = delete;

 private:
  Canvas& canvas_;
  Element outer_;
};
/// Where the baseline lies in a line of that leading and size: capitals stand in its middle.
[[nodiscard]] double baseline_in(double leading, double size);

}  // namespace kvali::pdf
