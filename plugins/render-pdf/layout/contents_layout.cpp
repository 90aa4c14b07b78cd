#include <algorithm>

#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

constexpr double number_room = 27;  // Four figures.

void collect_headings(const Block& block, int depth, std::vector<const Block*>& out) {
  for (const auto& child : block.children) {
    const std::string_view only = child->attribute("only");
    if (!only.empty() && only != "pdf") continue;
    if (child->kind == KVALI_HEADING && child->level <= depth && !plain_text(child->spans).empty())
      out.push_back(child.get());
    collect_headings(*child, depth, out);
  }
}

void add_entry(const Block& heading, LayoutContext& context, StripSink& sink) {
  TextRole role = context.theme.body;
  const int level = std::clamp(heading.level, 1, 6);
  role.is_bold = level == 1;
  const double indent = 13.5 * (level - 1);
  const double width = std::min(sink.width(), narrative_width_pt);
  const std::string title = plain_text(heading.spans);
  mark_place(context, title);
  const auto text =
      std::make_shared<const SetText>(context.text.set(title, role, width - indent - number_room));
  const Within item(context, Role::contents_item);
  const Element link = add_element(context, Role::link);
  for (size_t i = 0; i < text->lines.size(); ++i) {
    const bool is_last = i + 1 == text->lines.size();
    Strip strip;
    strip.height = role.leading;
    strip.space_before = i == 0 ? (level == 1 ? grid_pt : 0) : 0;
    strip.keep_with_next = !is_last;
    strip.paint = [text, i, is_last, indent, width, role, link, title, anchor = heading.id,
                   rule = context.theme.rule](Page& page, Point at) {
      const double baseline = at.y + baseline_in(role.leading, role.size);
      draw_line(page, *text, text->lines[i],
                {at.x + indent, baseline, width - indent - number_room, LineAlign::start, link});
      page.add_link({at.x, at.y, width, role.leading}, "#" + anchor, link, title);
      if (!is_last) return;
      page.slots.push_back({anchor, {at.x + width, baseline}, role, link});
      const double from = at.x + indent + text->lines[i].width + 6;
      const double to = at.x + width - number_room;
      if (from < to) page.canvas.stroke_line({from, baseline}, {to, baseline}, 0.25, rule);
    };
    sink.add(std::move(strip));
  }
}

}  // namespace

void lay_out_contents(const Block& block, LayoutContext& context, StripSink& sink) {
  const int depth = block.level > 0 ? block.level : 2;
  std::vector<const Block*> headings;
  collect_headings(context.document, depth, headings);
  if (headings.empty()) return;
  if (!block.text.empty()) {
    const TextRole& role = context.theme.heading[1];
    mark_place(context, block.text);
    const auto title = std::make_shared<const SetText>(context.text.set(block.text, role, sink.width()));
    add_text(title, {.space_before = 4 * grid_pt, .keep_with_next = true}, context, sink);
    context.next_space = 2 * grid_pt;
  }
  const Within list(context, Role::contents);
  for (const Block* heading : headings) {
    // The cover has said it.
    if (plain_text(heading->spans) != context.document.text) add_entry(*heading, context, sink);
  }
}

}  // namespace kvali::pdf
