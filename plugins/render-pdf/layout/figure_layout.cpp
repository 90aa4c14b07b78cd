#include <algorithm>
#include <charconv>
#include <cmath>

#include "layout/context.hpp"
#include "paint/chart.hpp"

namespace kvali::pdf {
namespace {

void add_caption(std::string_view text, double space_before, LayoutContext& context, StripSink& sink) {
  if (text.empty()) return;
  TextRole role = context.under_caption ? context.theme.caption : context.theme.body;
  role.is_bold = !context.under_caption;
  mark_place(context, text);
  const auto set = std::make_shared<const SetText>(
      context.text.set(text, role, std::min(sink.width(), narrative_width_pt)));
  add_text(set, {.space_before = space_before, .keep_with_next = true}, context, sink);
}

// A picture's element, with what it shows in words (ISO 14289-1, 7.3).
Element add_figure(std::string_view alt, LayoutContext& context, Element parent = 0) {
  const Element figure = context.structure.add(parent == 0 ? context.element : parent, Role::figure);
  context.structure.details(figure).alt = alt;
  return figure;
}

void note_box(Page& page, const Rect& area, Element figure) {
  const double bottom = page.geometry.height - area.y - area.height;
  page.canvas.tags().structure->details(figure).box = {area.x, bottom, area.x + area.width,
                                                       bottom + area.height};
}

double wished_width(const Block& image) {
  const std::string_view text = image.attribute("width");
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc{} && std::isfinite(value) && value > 0 ? value * mm : 0;
}

Rect image_size(const Image& image, double wished, double room, double tallest) {
  constexpr double pixels_per_point = 150.0 / 72;  // What prints well, where no width is given.
  double width = wished > 0 ? wished : image.width / pixels_per_point;
  width = std::min(width, room);
  double height = width * image.height / image.width;
  if (height > tallest) {
    width *= tallest / height;
    height = tallest;
  }
  return {0, 0, width, height};
}

}  // namespace

void lay_out_figure(const Block& block, LayoutContext& context, StripSink& sink) {
  Collector collected(sink.width());
  const Within division(context, Role::division);
  const double space_before = context.next_space.value_or(4 * grid_pt);
  context.next_space = 0;
  if (!block.text.empty()) {
    add_caption(block.text, 0, context, collected);
    context.next_space = grid_pt;
    context.under_caption = true;
  }
  lay_out_children(block, context, collected);
  context.under_caption = false;
  context.next_space.reset();
  if (collected.strips().empty()) return;
  collected.strips().front().space_before = space_before;
  add_together(std::move(collected.strips()), context, sink);
}

void lay_out_chart(const Block& block, LayoutContext& context, StripSink& sink) {
  if (!block.table || block.table->columns().empty()) return;
  mark_place(context, block.text);
  const ChartRoom room{sink.width(), context.flow.page_height() * 0.8,
                       context.document.attribute("number_decimal"),
                       context.document.attribute("number_group")};
  const std::shared_ptr<const Chart> chart = make_chart(block, context.text, context.theme, room);
  if (!chart) return lay_out_table(block, context, sink);
  Collector collected(sink.width());
  const double space_before = context.next_space.value_or(3 * grid_pt);
  context.next_space.reset();
  add_caption(block.text, space_before, context, collected);
  Strip strip;
  strip.height = std::ceil(chart->height() / grid_pt) * grid_pt;
  strip.space_before = block.text.empty() ? space_before : grid_pt;
  const std::string_view alt = block.attribute("alt");
  const Element figure = add_figure(alt.empty() ? block.text : alt, context);
  strip.paint = [chart, figure, width = sink.width(), height = strip.height](Page& page, Point at) {
    const DrawnFor drawn(page.canvas, figure);
    note_box(page, {at.x, at.y, width, height}, figure);
    chart->draw(page, at);
  };
  collected.add(std::move(strip));
  add_together(std::move(collected.strips()), context, sink);
}

void lay_out_image(const Block& block, LayoutContext& context, StripSink& sink) {
  if (block.data.empty()) return;
  size_t index = 0;
  try {
    index = context.images.add(block.data);
  } catch (const Error& e) {
    // The picture cannot be shown; what it says is not lost.
    context.warn(std::string("[L-09] ") + e.what(), "image \"" + block.text + "\"");
    TextRole role = context.theme.body;
    role.color = context.theme.muted;
    const auto text = std::make_shared<const SetText>(
        context.text.set(block.text, role, std::min(sink.width(), narrative_width_pt)));
    add_text(text, {}, context, sink);
    return;
  }
  constexpr double most_of_page = 0.7;
  const Rect size = image_size(context.images.image(index), wished_width(block), sink.width(),
                               most_of_page * context.flow.page_height());
  Strip strip;
  strip.height = std::ceil(size.height / grid_pt) * grid_pt;
  strip.space_before = block_space;
  const std::string href = is_safe_link(block.href) ? block.href : "";
  const std::string link =
      href.empty() && is_safe_link(block.attribute("href")) ? std::string(block.attribute("href")) : href;
  const Element outer = link.empty() ? 0 : add_element(context, Role::link);
  const Element figure = add_figure(block.text, context, outer);
  strip.paint = [size, link, outer, figure, name = "Im" + std::to_string(index)](Page& page, Point at) {
    const Rect area{at.x, at.y, size.width, size.height};
    const DrawnFor drawn(page.canvas, figure);
    note_box(page, area, figure);
    page.canvas.draw_image(name, area);
    page.add_link(area, link, outer);
  };
  sink.add(std::move(strip));
}

}  // namespace kvali::pdf
