#include <algorithm>

#include "layout/context.hpp"

namespace kvali::pdf {
namespace {

constexpr double key_gap = 13.5;
constexpr double widest_key = 0.38;  // Of the whole width.
constexpr double pair_padding = 2.25;

double key_width(const Block& block, const TextRole& role, LayoutContext& context, double width) {
  double widest = 0;
  for (const auto& pair : block.children) widest = std::max(widest, context.text.width_of(pair->text, role));
  return std::min(widest + key_gap, widest_key * width);
}

struct PairElements {
  Element key = 0;
  Element value = 0;
};

PairElements add_pair_elements(LayoutContext& context) {
  const Within item(context, Role::list_item);
  const Element key = add_element(context, Role::label);
  return {key, add_element(context, Role::list_body)};
}

void add_pair(const Block& pair, double keys, LayoutContext& context, StripSink& sink, bool is_first) {
  TextRole key_role = context.theme.body;
  key_role.color = context.theme.muted;
  const double width = sink.width();
  mark_place(context, pair.text);
  const auto key = std::make_shared<const SetText>(context.text.set(pair.text, key_role, keys - key_gap));
  const auto value = std::make_shared<const SetText>(context.text.set(
      context.text.prepare(pair.spans, context.theme.body), std::min(width - keys, narrative_width_pt)));
  const PairElements elements = add_pair_elements(context);
  const size_t lines = std::max<size_t>({1, key->lines.size(), value->lines.size()});
  const double leading = context.theme.body.leading;
  for (size_t i = 0; i < lines; ++i) {
    const bool is_last = i + 1 == lines;
    Strip strip;
    strip.height = leading + (i == 0 ? pair_padding : 0) + (is_last ? pair_padding : 0);
    strip.space_before = is_first && i == 0 ? block_space : 0;
    strip.keep_with_next = lines <= 8 && !is_last;
    strip.paint = [key, value, elements, i, is_last, keys, width, leading, height = strip.height,
                   rule = context.theme.rule, size = context.theme.body.size](Page& page, Point at) {
      const double baseline = at.y + (i == 0 ? pair_padding : 0) + baseline_in(leading, size);
      if (i < key->lines.size())
        draw_line(page, *key, key->lines[i],
                  {at.x, baseline, keys - key_gap, LineAlign::start, elements.key});
      if (i < value->lines.size())
        draw_line(page, *value, value->lines[i],
                  {at.x + keys, baseline, width - keys, LineAlign::start, elements.value});
      if (is_last) page.canvas.stroke_line({at.x, at.y + height}, {at.x + width, at.y + height}, 0.25, rule);
    };
    if (i < value->lines.size()) prepare_notes(*value, value->lines[i], context, strip);
    sink.add(std::move(strip));
  }
}

// A line to sign on, with what it is for under it.
void add_signature(const Block& pair, LayoutContext& context, StripSink& sink) {
  constexpr double line_length = 75 * mm;
  constexpr double room = 36;
  mark_place(context, pair.text);
  const auto key =
      std::make_shared<const SetText>(context.text.set(pair.text, context.theme.caption, line_length));
  const auto value = std::make_shared<const SetText>(
      context.text.set(context.text.prepare(pair.spans, context.theme.body), line_length));
  Strip strip;
  strip.height = room + key->height() + value->height();
  strip.space_before = block_space;
  strip.paint = [key, value, elements = add_pair_elements(context), ink = context.theme.ink](Page& page,
                                                                                             Point at) {
    draw_text(page, *value, {at.x, at.y + room - 2}, line_length, LineAlign::start, elements.value);
    const double y = at.y + room + value->height();
    page.canvas.stroke_line({at.x, y}, {at.x + line_length, y}, 0.5, ink);
    draw_text(page, *key, {at.x, y + 2}, line_length, LineAlign::start, elements.key);
  };
  sink.add(std::move(strip));
}

}  // namespace

void lay_out_pairs(const Block& block, LayoutContext& context, StripSink& sink) {
  const double keys = key_width(block, context.theme.body, context, sink.width());
  const Within list(context, Role::list);
  bool is_first = true;
  for (const auto& pair : block.children) {
    if (pair->kind != KVALI_PAIR) {
      const Within item(context, Role::list_item);
      const Within body(context, Role::list_body);
      lay_out(*pair, context, sink);
    } else if (block.style == "signature") {
      add_signature(*pair, context, sink);
    } else {
      add_pair(*pair, keys, context, sink, is_first);
    }
    is_first = false;
  }
}

}  // namespace kvali::pdf
