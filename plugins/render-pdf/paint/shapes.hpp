#pragma once

#include "paint/canvas.hpp"

namespace kvali::pdf {

/// The sign beside a status word; each status has a form of its own, for readers and printers
/// without colour. `center` is the middle, `size` the height in points.
void draw_status(Canvas& canvas, Status status, Point center, double size, const Theme& theme);

enum class Trend { none, up, down, flat };
[[nodiscard]] Trend trend_from(std::string_view word);
void draw_trend(Canvas& canvas, Trend trend, Point center, double size, Color color);

/// List bullet of a nesting depth: disc, dash, square, and again.
void draw_bullet(Canvas& canvas, int depth, Point center, Color color);

/// A bar filled to `share` (0..1; more is drawn as full).
void draw_progress(Canvas& canvas, const Rect& bar, double share, Color fill, Color track);

}  // namespace kvali::pdf
