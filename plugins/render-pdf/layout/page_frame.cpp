#include "layout/page_frame.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

std::string with_numbers(std::string_view pattern, size_t page, size_t pages) {
  std::string out(pattern);
  const auto fill = [&](std::string_view key, size_t number) {
    const size_t at = out.find(key);
    if (at != std::string::npos) out.replace(at, key.size(), std::to_string(number));
  };
  fill("{page}", page);
  fill("{pages}", pages);
  return out;
}

class FrameDrawer {
 public:
  explicit FrameDrawer(LayoutContext& context) : context_(context), role_(context.theme.caption) {}

  std::string draw(size_t index) {
    FinishedPage& finished = context_.pages.pages[index];
    Page page(finished.geometry, std::move(finished.tags));
    draw_header(page);
    draw_footer(page);
    for (const PageNumberSlot& slot : finished.slots) draw_number(page, slot);
    finished.tags = std::move(page.canvas.tags());
    return page.canvas.finish();
  }

 private:
  double put(Page& page, std::string_view text, const TextRole& role, double x, double baseline, double width,
             LineAlign align) {
    if (text.empty() || width <= 0) return 0;
    mark_place(context_, text);
    const SetText set = context_.text.set_one_line(text, role, width);
    if (set.lines.empty()) return 0;
    draw_line(page, set, set.lines.front(), {x, baseline, width, align});
    return set.lines.front().width;
  }

  void draw_header(Page& page) {
    const Block& document = context_.document;
    const PageGeometry& shape = page.geometry;
    const double baseline = shape.top - 9 * mm;
    const double width = shape.content_width();
    // The cover says title and period in large letters; a draft says so on every page.
    const bool is_cover = page.index == 0 && !document.text.empty();
    constexpr double gap = 13.5;
    double right = 0;
    if (!is_cover)
      right = put(page, document.attribute("period"), role_, shape.left + width / 2, baseline, width / 2,
                  LineAlign::right);
    TextRole draft = role_;
    draft.is_bold = true;
    draft.color = context_.theme.bad;
    const double draft_room = std::max(0.0, width / 2 - right - gap);
    const double draft_x = shape.left + width / 2;
    const double used = put(page, document.attribute("draft"), draft, draft_x, baseline,
                            right > 0 ? draft_room : width / 2, LineAlign::right);
    if (is_cover) return;
    put(page, document.text, role_, shape.left, baseline, width - right - used - 2 * gap, LineAlign::left);
    const double y = shape.top - 9 * mm + 5;
    page.canvas.stroke_line({shape.left, y}, {shape.left + width, y}, 0.25, context_.theme.rule);
  }

  void draw_footer(Page& page) {
    const Block& document = context_.document;
    const PageGeometry& shape = page.geometry;
    const double baseline = shape.height - 10 * mm;
    const double width = shape.content_width();
    const std::string_view pattern = document.attribute("page");
    const std::string number = pattern.empty()
                                   ? std::to_string(page.index + 1)
                                   : with_numbers(pattern, page.index + 1, context_.pages.pages.size());
    constexpr double gap = 13.5;
    double right = put(page, number, role_, shape.left + width / 2, baseline, width / 2, LineAlign::right);
    if (!document.attribute("version").empty())
      right += gap + put(page, document.attribute("version"), role_, shape.left + width / 3, baseline,
                         2 * width / 3 - right - gap, LineAlign::right);
    put(page, document.attribute("organisation"), role_, shape.left, baseline, width - right - 2 * gap,
        LineAlign::left);
  }

  void draw_number(Page& page, const PageNumberSlot& slot) {
    const auto target = context_.pages.anchors.find(slot.anchor);
    if (target == context_.pages.anchors.end()) return;
    constexpr double room = 60;
    const DrawnFor drawn(page.canvas, slot.element);
    put(page, std::to_string(target->second.page + 1), slot.role, slot.right_end.x - room, slot.right_end.y,
        room, LineAlign::right);
  }

  LayoutContext& context_;
  TextRole role_;
};

}  // namespace

std::vector<std::string> draw_frames(LayoutContext& context) {
  FrameDrawer drawer(context);
  std::vector<std::string> frames;
  for (size_t i = 0; i < context.pages.pages.size(); ++i) {
    constexpr size_t pages_a_tick = 64;
    if (i % pages_a_tick == 0) context.tick();
    frames.push_back(drawer.draw(i));
  }
  return frames;
}

}  // namespace kvali::pdf
