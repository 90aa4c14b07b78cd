#include "paint/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

constexpr double pi = 3.14159265358979323846;

void append_integer(std::string& out, long value) {
  char digits[24];
  int n = 0;
  do {
    digits[n++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (n > 0) out.push_back(digits[--n]);
}

}  // namespace

// Marked content (ISO 32000-1, 14.6) goes on for as long as the same element is drawn.
void Canvas::open_mark() {
  const Element wanted = element();
  if (has_open_mark_ && open_element_ == wanted) return;
  close_mark();
  has_open_mark_ = true;
  open_element_ = wanted;
  if (wanted == 0) {
    out_ += "/Artifact BMC\n";
    return;
  }
  const size_t mcid = tags_.marks.size();
  tags_.marks.push_back(wanted);
  tags_.structure->add_content(wanted, tags_.page, mcid);
  out_.push_back('/');
  out_ += name_of(tags_.structure->role(wanted));
  out_ += "<</MCID ";
  append_integer(out_, static_cast<long>(mcid));
  out_ += ">>BDC\n";
}

void Canvas::close_mark() {
  if (has_open_mark_) out_ += "EMC\n";
  has_open_mark_ = false;
}

std::string Canvas::finish() {
  close_mark();
  return std::move(out_);
}

// Hundredths of a point, trailing zeros left out; the locale has no say.
void Canvas::number(double value) {
  constexpr double widest = 1e7;  // Beyond any page; also what NaN becomes.
  if (!(std::abs(value) < widest)) value = 0;
  long hundredths = std::lround(value * 100);
  if (hundredths < 0) out_.push_back('-');
  hundredths = std::abs(hundredths);
  append_integer(out_, hundredths / 100);
  const long rest = hundredths % 100;
  if (rest != 0) {
    out_.push_back('.');
    out_.push_back(static_cast<char>('0' + rest / 10));
    if (rest % 10 != 0) out_.push_back(static_cast<char>('0' + rest % 10));
  }
  out_.push_back(' ');
}

void Canvas::point(Point p) {
  number(p.x);
  number(page_height_ - p.y);
}

void Canvas::fill(Color color) {
  if (color == fill_) return;
  fill_ = color;
  const auto channel = [&](double value) {
    // Three decimals keep all 256 steps apart.
    const long thousandths = std::lround(std::clamp(value, 0.0, 1.0) * 1000);
    if (thousandths == 1000)
      out_ += "1 ";
    else if (thousandths == 0)
      out_ += "0 ";
    else {
      out_.push_back('.');
      out_.push_back(static_cast<char>('0' + thousandths / 100));
      out_.push_back(static_cast<char>('0' + thousandths / 10 % 10));
      out_.push_back(static_cast<char>('0' + thousandths % 10));
      out_.push_back(' ');
    }
  };
  channel(color.r);
  channel(color.g);
  channel(color.b);
  out_ += "rg\n";
}

void Canvas::stroke(Color color, double width) {
  if (!(color == stroke_)) {
    stroke_ = color;
    number(color.r);
    number(color.g);
    number(color.b);
    out_ += "RG\n";
  }
  if (width != line_width_) {
    line_width_ = width;
    number(width);
    out_ += "w\n";
  }
}

void Canvas::fill_rect(const Rect& rect, Color color) {
  if (rect.width <= 0 || rect.height <= 0) return;
  open_mark();
  fill(color);
  point({rect.x, rect.y + rect.height});
  number(rect.width);
  number(rect.height);
  out_ += "re f\n";
}

void Canvas::fill_polygon(const std::vector<Point>& points, Color color) {
  if (points.size() < 3) return;
  open_mark();
  fill(color);
  for (size_t i = 0; i < points.size(); ++i) {
    point(points[i]);
    out_ += i == 0 ? "m " : "l ";
  }
  out_ += "f\n";
}

// One Bezier curve for at most a quarter of a circle: off by less than 0.03 % of the radius.
void Canvas::arc(Point center, double radius, double from, double to) {
  const int parts = std::max(1, static_cast<int>(std::ceil(std::abs(to - from) / (pi / 2) - 1e-9)));
  const double step = (to - from) / parts;
  const double handle = 4.0 / 3.0 * std::tan(step / 4) * radius;
  const auto on = [&](double angle, double tangent) {
    return Point{center.x + radius * std::sin(angle) + tangent * std::cos(angle),
                 center.y - radius * std::cos(angle) + tangent * std::sin(angle)};
  };
  for (int i = 0; i < parts; ++i) {
    const double start = from + i * step;
    point(on(start, handle));
    point(on(start + step, -handle));
    point(on(start + step, 0));
    out_ += "c ";
  }
}

void Canvas::fill_circle(Point center, double radius, Color color) {
  open_mark();
  fill(color);
  point({center.x, center.y - radius});
  out_ += "m ";
  arc(center, radius, 0, 2 * pi);
  out_ += "f\n";
}

void Canvas::fill_ring(Point center, double outer, double inner, double from, double to, Color color) {
  if (to <= from) return;
  open_mark();
  fill(color);
  const auto on = [&](double radius, double angle) {
    return Point{center.x + radius * std::sin(angle), center.y - radius * std::cos(angle)};
  };
  point(on(outer, from));
  out_ += "m ";
  arc(center, outer, from, to);
  point(on(inner, to));
  out_ += "l ";
  arc(center, inner, to, from);
  out_ += "f\n";
}

void Canvas::stroke_line(Point from, Point to, double width, Color color, bool dashed) {
  open_mark();
  stroke(color, width);
  if (dashed) out_ += "[3 2]0 d\n";
  point(from);
  out_ += "m ";
  point(to);
  out_ += "l S\n";
  if (dashed) out_ += "[]0 d\n";
}

void Canvas::stroke_path(const std::vector<Point>& points, double width, Color color) {
  if (points.size() < 2) return;
  open_mark();
  stroke(color, width);
  out_ += "1 j\n";  // Round joins: sharp ones shoot over steep data.
  for (size_t i = 0; i < points.size(); ++i) {
    point(points[i]);
    out_ += i == 0 ? "m " : "l ";
  }
  out_ += "S\n0 j\n";
}

void Canvas::begin_text(Point origin) {
  open_mark();
  out_ += "BT\n";
  point(origin);
  out_ += "Td\n";
}

void Canvas::show(const GlyphText& text) {
  fill(text.color);
  if (text.face != face_ || text.size != size_) {
    face_ = text.face;
    size_ = text.size;
    out_ += "/F";
    append_integer(out_, text.face);
    out_.push_back(' ');
    number(text.size);
    out_ += "Tf\n";
  }
  if (text.rise != rise_) {
    rise_ = text.rise;
    number(text.rise);
    out_ += "Ts\n";
  }
  out_ += text.is_adjusted ? "[(" : "(";
  out_ += text.glyphs;
  out_ += text.is_adjusted ? ")]TJ\n" : ")Tj\n";
}

void Canvas::end_text() {
  out_ += "ET\n";
}

void Canvas::begin_actual_text(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  out_ += "/Span<</ActualText<FEFF";
  for (const char16_t unit : to_utf16(text))
    for (int shift = 12; shift >= 0; shift -= 4) out_.push_back(digits[(unit >> shift) & 15]);
  out_ += ">>>BDC\n";
}

void Canvas::begin_language(std::string_view lang) {
  out_ += "/Span<</Lang(";
  // Tags of languages are letters, digits and hyphens (BCP 47); nothing else may end the string.
  for (const char c : lang)
    if (c != '(' && c != ')' && c != '\\') out_.push_back(c);
  out_ += ")>>BDC\n";
}

void Canvas::end_span() {
  out_ += "EMC\n";
}

void Canvas::draw_image(const std::string& resource, const Rect& rect) {
  open_mark();
  out_ += "q ";
  number(rect.width);
  out_ += "0 0 ";
  number(rect.height);
  point({rect.x, rect.y + rect.height});
  out_ += "cm /" + resource + " Do Q\n";
}

}  // namespace kvali::pdf
