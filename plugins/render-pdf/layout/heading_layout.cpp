#include <algorithm>

#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

struct HeadingSpace {
  double before;
  double after;
};
// Twice as much above as below; multiples of the grid.
constexpr HeadingSpace heading_spaces[] = {{27, 13.5}, {18, 9}, {13.5, 4.5}};
// Between the first heading's letters and the rule under it.
constexpr double rule_gap = 4.5;

// The title stands on the cover already when the template opens with it.
bool repeats_title(const Block& heading, const LayoutContext& context) {
  return heading.level <= 1 && !context.document.text.empty() && context.pages.outline.empty() &&
         plain_text(heading.spans) == context.document.text;
}

// Levels go down one by one in the structure tree (ISO 14289-1, 7.4.2), whatever the template skips.
// The title on the cover is the first of them.
Role heading_role(const Block& heading, LayoutContext& context) {
  constexpr int deepest = 6;
  const int wanted = heading.level + (context.document.text.empty() ? 0 : 1);
  const int level = std::clamp(wanted, 1, std::min(context.heading_level + 1, deepest));
  context.heading_level = level;
  return static_cast<Role>(static_cast<int>(Role::heading1) + level - 1);
}

void draw_h1_rule(Page& page, Point at, double width, const Theme& theme) {
  page.canvas.stroke_line({at.x, at.y}, {at.x + width, at.y}, 0.75, theme.accent);
}

}  // namespace

void lay_out_heading(const Block& block, LayoutContext& context, StripSink& sink) {
  const std::string title = plain_text(block.spans);
  if (title.empty() || repeats_title(block, context)) return;
  mark_place(context, title);
  const int level = std::clamp(block.level, 1, 3);
  const TextRole& role = context.theme.heading[level - 1];
  const HeadingSpace space = heading_spaces[level - 1];
  const auto text = std::make_shared<const SetText>(
      context.text.set(context.text.prepare(block.spans, role), sink.width()));
  const size_t lines = text->lines.size();
  const double full_width = sink.width();
  const Element element = add_element(context, heading_role(block, context));
  for (size_t i = 0; i < lines; ++i) {
    const bool is_last = i + 1 == lines;
    const bool has_rule = level == 1 && is_last;
    Strip strip;
    strip.height = text->leading + (has_rule ? rule_gap : 0);
    strip.space_before = i == 0 ? space.before : 0;
    strip.keep_with_next = true;
    const OutlineEntry entry{std::max(block.level, 1), title, {}};
    strip.paint = [text, i, role, has_rule, full_width, entry, element, c = &context](Page& page, Point at) {
      if (i == 0) {
        c->pages.outline.push_back(entry);
        c->pages.outline.back().target = {page.index, at.y};
      }
      const double baseline = at.y + baseline_in(role.leading, role.size);
      draw_line(page, *text, text->lines[i], {at.x, baseline, full_width, LineAlign::start, element});
      if (has_rule) draw_h1_rule(page, {at.x, at.y + role.leading + rule_gap - 0.75}, full_width, c->theme);
    };
    prepare_notes(*text, text->lines[i], context, strip);
    sink.add(std::move(strip));
  }
  context.next_space = space.after;
}

void lay_out_section(const Block& block, LayoutContext& context, StripSink& sink) {
  const Within section(context, Role::section);
  const std::string_view outer = context.section;
  if (!block.text.empty()) context.section = block.text;
  const bool was_landscape = context.flow.is_landscape();
  const std::string_view orientation = block.attribute("orientation");
  if (!orientation.empty()) context.flow.set_landscape(orientation == "landscape");
  if (block.style == "annex" && !context.in_annexes) {
    context.flow.start_page();  // The annexes begin on a new page, not each of them.
    context.in_annexes = true;
  }
  lay_out_children(block, context, sink);
  if (!orientation.empty()) context.flow.set_landscape(was_landscape);
  context.section = outer;
}

}  // namespace kvali::pdf
