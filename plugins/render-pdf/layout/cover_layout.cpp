#include <algorithm>

#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

void add_cover_line(std::string_view text, const TextRole& role, double space_before, LayoutContext& context,
                    StripSink& sink) {
  if (text.empty()) return;
  mark_place(context, text);
  const auto set = std::make_shared<const SetText>(context.text.set(text, role, sink.width()));
  for (size_t i = 0; i < set->lines.size(); ++i) {
    Strip strip;
    strip.height = role.leading;
    strip.space_before = i == 0 ? space_before : 0;
    strip.keep_with_next = true;
    strip.paint = [set, i, role, width = sink.width()](Page& page, Point at) {
      draw_line(page, *set, set->lines[i],
                {at.x, at.y + baseline_in(role.leading, role.size), width, LineAlign::start});
    };
    sink.add(std::move(strip));
  }
}

}  // namespace

void lay_out_cover(LayoutContext& context, StripSink& sink) {
  const Block& document = context.document;
  if (document.text.empty()) return;
  const Theme& theme = context.theme;
  TextRole organisation = theme.body;
  organisation.is_bold = true;
  organisation.color = theme.accent;
  TextRole period = theme.lead;
  period.color = theme.muted;
  add_cover_line(document.attribute("organisation"), organisation, 0, context, sink);
  add_cover_line(document.text, theme.title, grid_pt, context, sink);
  add_cover_line(document.attribute("project"), theme.lead, grid_pt, context, sink);
  add_cover_line(document.attribute("period"), period, 0, context, sink);
  constexpr double rule_width = 2;
  constexpr double rule_length = 30 * mm;
  Strip rule;
  rule.height = grid_pt;
  rule.space_before = 2 * grid_pt;
  rule.paint = [accent = theme.accent](Page& page, Point at) {
    page.canvas.fill_rect({at.x, at.y, rule_length, rule_width}, accent);
  };
  sink.add(std::move(rule));
}

}  // namespace kvali::pdf
