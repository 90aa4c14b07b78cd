#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "layout/context.hpp"
#include "paint/shapes.hpp"
#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

constexpr double tile_gap = 4 * mm;
constexpr double padding = 9;
constexpr double part_gap = 4.5;  // Between the label and what is said about it.
constexpr double bar_height = 3;
constexpr size_t most_tiles = 4;
constexpr size_t least_tiles = 3;

struct Tile {
  const Block* source = nullptr;
  Element element = 0;
  SetText value;
  SetText unit;
  SetText label;
  SetText target;
  SetText change;
  SetText status_text;
  double value_leading = 0;
  double value_size = 0;
  double share = std::numeric_limits<double>::quiet_NaN();
  Trend trend = Trend::none;
  Status status = Status::none;
};

// Heights of the parts of all tiles of a row, so that equal parts stand on one line.
struct RowHeights {
  double value = 0;
  double label = 0;
  double target = 0;
  double bar = 0;
  double change = 0;
  double status = 0;
  [[nodiscard]] double sum() const { return value + label + gap() + target + bar + change + status; }
  [[nodiscard]] double gap() const { return target + bar + change + status > 0 ? part_gap : 0; }
};

double parse_share(std::string_view text) {
  double value = std::numeric_limits<double>::quiet_NaN();
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc{} && std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

class TileSetter {
 public:
  TileSetter(LayoutContext& context, double inner_width) : context_(context), width_(inner_width) {}

  Tile set(const Block& kpi) {
    mark_place(context_, kpi.text);
    const Theme& theme = context_.theme;
    Tile tile;
    tile.source = &kpi;
    tile.element = add_element(context_, Role::division);
    tile.trend = trend_from(kpi.attribute("trend"));
    tile.status = status_from(kpi.attribute("status"));
    tile.share = parse_share(kpi.attribute("share"));
    TextRole ink = theme.caption;
    ink.color = theme.ink;
    set_value(kpi, tile);
    tile.label = context_.text.set(kpi.text, ink, width_);
    tile.target = context_.text.set(kpi.attribute("target"), theme.caption, width_);
    constexpr double shape_room = 10;
    tile.change = context_.text.set(kpi.attribute("change"), theme.caption,
                                    width_ - (tile.trend == Trend::none ? 0 : shape_room));
    tile.status_text = context_.text.set(kpi.attribute("status_text"), ink, width_ - shape_room);
    for (SetText* text : {&tile.value, &tile.label, &tile.target, &tile.change, &tile.status_text})
      cut(*text, kpi);
    return tile;
  }

 private:
  // A tile holds a few words. Longer texts would push it over the page's end.
  void cut(SetText& text, const Block& kpi) {
    constexpr size_t most_lines = 8;
    if (text.lines.size() <= most_lines) return;
    text.lines.resize(most_lines);
    context_.warn("[L-06] a text is too long for its tile; its end is left out\nhint: shorten it",
                  "tile \"" + shortened(kpi.text, 40) + "\"");
  }

  // A figure is not cut: a long one is set smaller, and at last broken.
  void set_value(const Block& kpi, Tile& tile) {
    const std::string_view unit = kpi.attribute("unit");
    const std::string_view value = kpi.attribute("value");
    const double unit_width = unit.empty() ? 0 : context_.text.width_of(unit, context_.theme.caption) + 4;
    TextRole role = context_.theme.kpi_value;
    if (kpi.attribute("value_raw").empty()) role.color = context_.theme.muted;
    for (const double size : {20.0, 16.0, 12.5, 10.5}) {
      role.size = size;
      if (context_.text.width_of(value, role) + unit_width <= width_) break;
    }
    tile.value_size = role.size;
    tile.value_leading = role.leading;
    tile.value = context_.text.set(value, role, width_);
    tile.unit = context_.text.set(unit, context_.theme.caption, width_);
  }

  LayoutContext& context_;
  double width_;
};

RowHeights heights_of(const std::vector<Tile>& tiles) {
  RowHeights all;
  for (const Tile& tile : tiles) {
    double value = std::max(tile.value.height(), tile.value_leading);
    const bool unit_below =
        !tile.unit.lines.empty() && !tile.value.lines.empty() && tile.value.lines.size() > 1;
    if (unit_below) value += tile.unit.height();
    all.value = std::max(all.value, value);
    all.label = std::max(all.label, tile.label.height());
    all.target = std::max(all.target, tile.target.height());
    if (std::isfinite(tile.share)) all.bar = 2 * grid_pt;
    all.change = std::max(all.change, tile.change.height());
    all.status = std::max(all.status, tile.status_text.height());
  }
  return all;
}

// A paragraph for each text of a tile, so that they are not read as one word.
Element add_part(Page& page, const Tile& tile, const SetText& text) {
  return text.lines.empty() ? 0 : page.canvas.tags().structure->add(tile.element, Role::paragraph);
}

void draw_part(Page& page, const Tile& tile, const SetText& text, Point at, double width) {
  draw_text(page, text, at, width, LineAlign::start, add_part(page, tile, text));
}

// The figure, which may be a link.
void draw_figure(Page& page, const Tile& tile, const Rect& area) {
  Element element = add_part(page, tile, tile.value);
  if (element != 0 && is_safe_link(tile.source->href)) {
    element = page.canvas.tags().structure->add(element, Role::link);
    page.add_link(area, tile.source->href, element);
  }
  draw_text(page, tile.value, {area.x, area.y}, area.width, LineAlign::start, element);
}

void draw_value(Page& page, const Tile& tile, const Rect& area) {
  const Point at{area.x, area.y};
  const double width = area.width;
  draw_figure(page, tile, area);
  if (tile.unit.lines.empty()) return;
  const SetText& unit = tile.unit;
  const DrawnFor drawn(page.canvas, add_part(page, tile, unit));
  const bool beside = tile.value.lines.size() == 1 &&
                      tile.value.lines.front().width + 4 + unit.lines.front().width <= width + 0.5;
  if (!beside)
    return draw_text(page, unit, {at.x, at.y + std::max(tile.value.height(), tile.value_leading) - 4}, width);
  const double x = at.x + tile.value.lines.front().width + 4;
  const double baseline = at.y + baseline_in(tile.value_leading, tile.value_size);
  draw_line(page, unit, unit.lines.front(), {x, baseline, width, LineAlign::left});
}

void draw_with_shape(Page& page, const Tile& tile, const SetText& text, Point at, double width,
                     const std::function<void(Point)>& shape) {
  if (text.lines.empty()) return;
  constexpr double shape_room = 10;
  shape({at.x + 3, at.y + text.leading / 2});
  draw_part(page, tile, text, {at.x + shape_room, at.y}, width - shape_room);
}

void draw_tile(Page& page, const Tile& tile, const Rect& area, const RowHeights& heights,
               LayoutContext& context) {
  const Theme& theme = context.theme;
  page.canvas.fill_rect(area, theme.wash);
  const double width = area.width - 2 * padding;
  Point at{area.x + padding, area.y + padding};
  if (!tile.source->id.empty())
    context.pages.anchors.emplace(tile.source->id, Destination{page.index, area.y});
  draw_value(page, tile, {at.x, at.y, width, heights.value});
  at.y += heights.value;
  draw_part(page, tile, tile.label, at, width);
  at.y += heights.label + heights.gap();
  draw_part(page, tile, tile.target, at, width);
  at.y += heights.target;
  if (std::isfinite(tile.share))
    draw_progress(page.canvas, {at.x, at.y + 3, width, bar_height}, tile.share, theme.accent, theme.rule);
  at.y += heights.bar;
  if (tile.trend == Trend::none)
    draw_part(page, tile, tile.change, at, width);
  else
    draw_with_shape(page, tile, tile.change, at, width,
                    [&](Point center) { draw_trend(page.canvas, tile.trend, center, 5.5, theme.muted); });
  at.y += heights.change;
  draw_with_shape(page, tile, tile.status_text, at, width,
                  [&](Point center) { draw_status(page.canvas, tile.status, center, 6, theme); });
}

// Three or four a row, as even as can be: 5 = 3 + 2, 8 = 4 + 4.
size_t tiles_a_row(size_t count) {
  const size_t rows = (count + most_tiles - 1) / most_tiles;
  return std::clamp((count + rows - 1) / rows, least_tiles, most_tiles);
}

}  // namespace

void lay_out_kpis(const Block& block, LayoutContext& context, StripSink& sink) {
  std::vector<const Block*> kpis;
  for (const auto& child : block.children)
    if (child->kind == KVALI_KPI) kpis.push_back(child.get());
  if (kpis.empty()) return lay_out_children(block, context, sink);
  const size_t a_row = tiles_a_row(kpis.size());
  const double width =
      (sink.width() - tile_gap * static_cast<double>(a_row - 1)) / static_cast<double>(a_row);
  TileSetter setter(context, width - 2 * padding);
  for (size_t from = 0; from < kpis.size(); from += a_row) {
    auto tiles = std::make_shared<std::vector<Tile>>();
    for (size_t i = from; i < std::min(from + a_row, kpis.size()); ++i)
      tiles->push_back(setter.set(*kpis[i]));
    const RowHeights heights = heights_of(*tiles);
    Strip strip;
    strip.height =
        std::min(std::ceil((heights.sum() + 2 * padding) / grid_pt) * grid_pt, context.flow.page_height());
    strip.space_before = from == 0 ? 3 * grid_pt : tile_gap;
    strip.paint = [tiles, heights, width, height = strip.height, c = &context](Page& page, Point at) {
      for (size_t i = 0; i < tiles->size(); ++i) {
        const double x = at.x + (width + tile_gap) * static_cast<double>(i);
        draw_tile(page, (*tiles)[i], {x, at.y, width, height}, heights, *c);
      }
    };
    sink.add(std::move(strip));
  }
}

}  // namespace kvali::pdf
