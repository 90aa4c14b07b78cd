#include <algorithm>

#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

struct CoverLine {
  std::string_view text;
  double space_before = 0;
  Role role = Role::paragraph;
};

void add_cover_line(const CoverLine& line, const TextRole& role, LayoutContext& context, StripSink& sink) {
  const std::string_view text = line.text;
  if (text.empty()) return;
  const Element element = add_element(context, line.role);
  mark_place(context, text);
  const auto set = std::make_shared<const SetText>(context.text.set(text, role, sink.width()));
  for (size_t i = 0; i < set->lines.size(); ++i) {
    Strip strip;
    strip.height = role.leading;
    strip.space_before = i == 0 ? line.space_before : 0;
    strip.keep_with_next = true;
    strip.paint = [set, i, role, element, width = sink.width()](Page& page, Point at) {
      draw_line(page, *set, set->lines[i],
                {at.x, at.y + baseline_in(role.leading, role.size), width, LineAlign::start, element});
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
  add_cover_line({document.attribute("organisation")}, organisation, context, sink);
  add_cover_line({document.text, grid_pt, Role::heading1}, theme.title, context, sink);
  context.heading_level = 1;
  add_cover_line({document.attribute("project"), grid_pt}, theme.lead, context, sink);
  add_cover_line({document.attribute("period")}, period, context, sink);
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
