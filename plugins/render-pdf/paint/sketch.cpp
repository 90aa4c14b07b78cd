#include "paint/sketch.hpp"

namespace kvali::pdf {
namespace {

Point moved(Point p, Point by) {
  return {p.x + by.x, p.y + by.y};
}

}  // namespace

void Sketch::draw(Page& page, Point top_left) const {
  for (const auto& step : steps_) step(page, top_left);
}

void Sketch::rect(const Rect& rect, Color color) {
  steps_.emplace_back([rect, color](Page& page, Point at) {
    page.canvas.fill_rect({rect.x + at.x, rect.y + at.y, rect.width, rect.height}, color);
  });
}

void Sketch::circle(Point center, double radius, Color color) {
  steps_.emplace_back(
      [=](Page& page, Point at) { page.canvas.fill_circle(moved(center, at), radius, color); });
}

void Sketch::ring(Point center, double outer, double inner, double from, double to, Color color) {
  steps_.emplace_back(
      [=](Page& page, Point at) { page.canvas.fill_ring(moved(center, at), outer, inner, from, to, color); });
}

void Sketch::line(Point from, Point to, double width, Color color, bool dashed) {
  steps_.emplace_back([=](Page& page, Point at) {
    page.canvas.stroke_line(moved(from, at), moved(to, at), width, color, dashed);
  });
}

void Sketch::path(std::vector<Point> points, double width, Color color) {
  steps_.emplace_back([points = std::move(points), width, color](Page& page, Point at) {
    std::vector<Point> placed;
    placed.reserve(points.size());
    for (const Point p : points) placed.push_back(moved(p, at));
    page.canvas.stroke_path(placed, width, color);
  });
}

void Sketch::text(SetText text, Point top_left, double width, LineAlign align) {
  steps_.emplace_back([text = std::move(text), top_left, width, align](Page& page, Point at) {
    draw_text(page, text, moved(top_left, at), width, align);
  });
}

}  // namespace kvali::pdf
