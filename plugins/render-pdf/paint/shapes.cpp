#include "paint/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace kvali::pdf {

void draw_status(Canvas& canvas, Status status, Point center, double size, const Theme& theme) {
  const double r = size / 2;
  const Color color = theme.of(status);
  switch (status) {
    case Status::good:
      canvas.fill_circle(center, r, color);
      return;
    case Status::warn:
      canvas.fill_polygon({{center.x, center.y - r},
                           {center.x + 1.1 * r, center.y + 0.9 * r},
                           {center.x - 1.1 * r, center.y + 0.9 * r}},
                          color);
      return;
    case Status::bad:
      canvas.fill_polygon({{center.x, center.y - 1.15 * r},
                           {center.x + 1.15 * r, center.y},
                           {center.x, center.y + 1.15 * r},
                           {center.x - 1.15 * r, center.y}},
                          color);
      return;
    case Status::none:
      return;
  }
}

Trend trend_from(std::string_view word) {
  if (word == "up") return Trend::up;
  if (word == "down") return Trend::down;
  if (word == "flat") return Trend::flat;
  return Trend::none;
}

void draw_trend(Canvas& canvas, Trend trend, Point center, double size, Color color) {
  const double r = size / 2;
  if (trend == Trend::none) return;
  if (trend == Trend::flat) {
    canvas.fill_rect({center.x - r, center.y - 0.6, 2 * r, 1.2}, color);
    return;
  }
  const double tip = trend == Trend::up ? -r : r;
  canvas.fill_polygon({{center.x, center.y + tip},
                       {center.x + r, center.y - tip * 0.8},
                       {center.x - r, center.y - tip * 0.8}},
                      color);
}

void draw_bullet(Canvas& canvas, int depth, Point center, Color color) {
  switch (depth % 3) {
    case 0:
      canvas.fill_circle(center, 1.4, color);
      return;
    case 1:
      canvas.fill_rect({center.x - 2.2, center.y - 0.4, 4.4, 0.8}, color);
      return;
    default:
      canvas.fill_rect({center.x - 1.2, center.y - 1.2, 2.4, 2.4}, color);
      return;
  }
}

void draw_progress(Canvas& canvas, const Rect& bar, double share, Color fill, Color track) {
  canvas.fill_rect(bar, track);
  if (!std::isfinite(share)) return;
  canvas.fill_rect({bar.x, bar.y, bar.width * std::clamp(share, 0.0, 1.0), bar.height}, fill);
}

}  // namespace kvali::pdf
