#include <algorithm>
#include <charconv>
#include <cmath>

#include "layout/context.hpp"
#include "paint/shapes.hpp"

namespace kvali::pdf {
namespace {

TextRole paragraph_role(const Block& block, const Theme& theme) {
  if (block.style == "lead") return theme.lead;
  if (block.style == "caption" || block.style == "source") return theme.caption;
  TextRole role = theme.body;
  if (block.style == "muted") role.color = theme.muted;
  return role;
}

double paragraph_space(const Block& block) {
  if (block.style == "caption" || block.style == "source") return grid_pt;
  return block.style == "lead" ? 3 * grid_pt : block_space;
}

// A line in bold letters is a heading to those who read it: "Agenda" must not end a page.
bool is_bold_throughout(const Block& block) {
  return std::all_of(block.spans.begin(), block.spans.end(),
                     [](const Span& span) { return (span.marks & KVALI_BOLD) != 0; });
}

// A note longer than this share of a page stands behind its block instead of at the page's foot.
constexpr double most_of_page_for_note = 0.3;

struct NoteElements {
  Element label = 0;
  Element text = 0;
};

NoteElements add_note_elements(LayoutContext& context) {
  const Within note(context, Role::note);
  const Element label = add_element(context, Role::label);
  return {label, add_element(context, Role::paragraph)};
}

std::shared_ptr<const Strip> note_strip(const Block& note, LayoutContext& context) {
  const TextRole& role = context.theme.caption;
  constexpr double indent = 13.5;
  const double width = std::min(context.flow.width(), narrative_width_pt);
  mark_place(context, plain_text(note.spans));
  const auto mark = std::make_shared<const SetText>(context.text.set(note.text, role, indent));
  const auto text = std::make_shared<const SetText>(
      context.text.set(context.text.prepare(note.spans, role), width - indent));
  const auto strip = std::make_shared<Strip>();
  strip->height = std::max(text->height(), role.leading);
  const NoteElements elements = add_note_elements(context);
  strip->paint = [mark, text, width, elements, id = note.id, pages = &context.pages](Page& page, Point at) {
    if (!id.empty()) pages->anchors.emplace(id, Destination{page.index, at.y});
    draw_text(page, *mark, at, indent, LineAlign::start, elements.label);
    draw_text(page, *text, {at.x + indent, at.y}, width - indent, LineAlign::start, elements.text);
  };
  return strip;
}

long start_number(const Block& list) {
  const std::string_view text = list.attribute("start");
  long value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr long greatest = 1'000'000;
  return std::clamp(value, -greatest, greatest);
}

void lay_out_item(const Block& item, const std::string& label, LayoutContext& context, StripSink& sink,
                  double indent) {
  const TextRole& role = context.theme.body;
  Inset inset(sink, indent, 0);
  const Within list_item(context, Role::list_item);
  const double middle = baseline_in(role.leading, role.size) - 0.27 * role.size;  // Half the x-height up.
  if (label.empty()) {
    inset.set_marker(
        [depth = context.list_depth, middle, color = context.theme.accent, indent](Page& page, Point at) {
          draw_bullet(page.canvas, depth, {at.x - indent + 3.5, at.y + middle}, color);
        });
  } else {
    const auto number = std::make_shared<const SetText>(context.text.set(label, role, indent));
    inset.set_marker([number, indent, element = add_element(context, Role::label)](Page& page, Point at) {
      draw_text(page, *number, {at.x - indent, at.y}, indent, LineAlign::start, element);
    });
  }
  const Within body(context, Role::list_body);
  ++context.list_depth;
  lay_out_children(item, context, inset);
  --context.list_depth;
  if (inset.is_empty()) inset.add({role.leading, grid_pt, false, {}, {}, {}, false});
}

}  // namespace

void prepare_notes(const SetText& text, const Line& line, LayoutContext& context, Strip& strip) {
  for (const Fragment& fragment : line.fragments) {
    const SpanLook& look = text.looks[fragment.look];
    if (!look.is_note_ref || look.href.size() < 2) continue;
    const std::string id = look.href.substr(1);
    const auto known = context.note_strips.find(id);
    if (known != context.note_strips.end()) {
      if (known->second) strip.notes.push_back(known->second);
      continue;
    }
    const auto note = context.notes.find(id);
    if (note == context.notes.end()) continue;
    auto prepared = note_strip(*note->second, context);
    if (prepared->height > most_of_page_for_note * context.flow.page_height()) prepared.reset();
    context.note_strips.emplace(id, prepared);
    if (prepared) strip.notes.push_back(std::move(prepared));
  }
}

void add_text(const std::shared_ptr<const SetText>& text, const TextStrips& how, LayoutContext& context,
              StripSink& sink) {
  const size_t count = text->lines.size();
  const Element element = add_element(context, how.role);
  const double width = std::min(sink.width(), narrative_width_pt);
  double size = 0;
  for (const SpanLook& look : text->looks)
    if (!look.is_note_ref) size = std::max(size, look.size);
  for (size_t i = 0; i < count; ++i) {
    Strip strip;
    strip.height = text->leading;
    strip.space_before = i == 0 ? how.space_before : 0;
    const bool is_last = i + 1 == count;
    // No line of a paragraph stands alone on a page.
    strip.keep_with_next = is_last ? how.keep_with_next : (i == 0 || i + 2 == count);
    strip.paint = [text, i, width, size, element, align = how.align](Page& page, Point at) {
      const double baseline = at.y + baseline_in(text->leading, size);
      draw_line(page, *text, text->lines[i], {at.x, baseline, width, align, element});
    };
    prepare_notes(*text, text->lines[i], context, strip);
    sink.add(std::move(strip));
  }
}

void lay_out_paragraph(const Block& block, LayoutContext& context, StripSink& sink) {
  if (!block.spans.empty()) {
    const std::string plain = plain_text(block.spans);
    mark_place(context, plain);
    const TextRole role = paragraph_role(block, context.theme);
    const double width = std::min(sink.width(), narrative_width_pt);
    const auto text =
        std::make_shared<const SetText>(context.text.set(context.text.prepare(block.spans, role), width));
    TextStrips how;
    // A small heading, or a note that leads to what it is about, does not stay behind on a page.
    how.keep_with_next = (text->lines.size() == 1 && is_bold_throughout(block)) || block.style == "muted";
    // Items and cells of lists stand closer than paragraphs.
    how.space_before = context.list_depth > 0 ? grid_pt : paragraph_space(block);
    add_text(text, how, context, sink);
  }
  lay_out_children(block, context, sink);
}

void lay_out_list(const Block& block, LayoutContext& context, StripSink& sink) {
  const bool numbered = block.level == 1;
  const Within list(context, Role::list);
  if (numbered) context.structure.details(list.element()).is_numbered = true;
  long number = start_number(block);
  double indent = 13.5;
  if (numbered) {
    const std::string widest = std::to_string(number + static_cast<long>(block.children.size())) + ".";
    indent = std::max(indent,
                      std::ceil((context.text.width_of(widest, context.theme.body) + 4) / grid_pt) * grid_pt);
  }
  bool is_first = context.list_depth == 0;
  for (const auto& item : block.children) {
    if (!context.next_space) context.next_space = is_first ? block_space : grid_pt;
    is_first = false;
    lay_out_item(*item, numbered ? std::to_string(number++) + "." : "", context, sink, indent);
  }
}

void lay_out_quote(const Block& block, LayoutContext& context, StripSink& sink) {
  const auto bar = [rule = context.theme.rule](Page& page, const Rect& area) {
    page.canvas.fill_rect({area.x, area.y, 2, area.height}, rule);
  };
  Inset inset(sink, 13.5, 13.5, bar);
  const Within quote(context, Role::quote);
  lay_out_children(block, context, inset);
  const std::string_view source = block.attribute("source");
  if (source.empty()) return;
  mark_place(context, source);
  const double width = std::min(inset.width(), narrative_width_pt);
  const auto text = std::make_shared<const SetText>(context.text.set(source, context.theme.caption, width));
  add_text(text, {.space_before = grid_pt}, context, inset);
}

void lay_out_callout(const Block& block, LayoutContext& context, StripSink& sink) {
  const Status status = status_from(block.style);
  const Color bar_color = status == Status::none ? context.theme.accent : context.theme.of(status);
  constexpr double padding = 9;
  const Within division(context, Role::division);
  Collector collected(sink.width());
  const auto behind = [wash = context.theme.wash, bar_color](Page& page, const Rect& area) {
    page.canvas.fill_rect(area, wash);
    page.canvas.fill_rect({area.x, area.y, 2, area.height}, bar_color);
  };
  Inset inset(collected, 13.5, 13.5, behind);
  const double space_before = context.next_space.value_or(3 * grid_pt);
  context.next_space.reset();
  inset.add({padding, space_before, true, {}, {}, {}, false});
  context.next_space = 0;
  if (!block.text.empty()) {
    TextRole role = context.theme.body;
    role.is_bold = true;
    mark_place(context, block.text);
    const double mark_width = status == Status::none ? 0 : 12;
    Inset beside(inset, mark_width, 0);
    if (status != Status::none) {
      const double middle = baseline_in(role.leading, role.size) - 0.36 * role.size;
      beside.set_marker([status, middle, mark_width, theme = &context.theme](Page& page, Point at) {
        draw_status(page.canvas, status, {at.x - mark_width + 4, at.y + middle}, 7, *theme);
      });
    }
    const auto text = std::make_shared<const SetText>(
        context.text.set(block.text, role, std::min(beside.width(), narrative_width_pt)));
    add_text(text, {.space_before = 0, .keep_with_next = true}, context, beside);
    context.next_space = grid_pt;
  }
  lay_out_children(block, context, inset);
  context.next_space.reset();
  inset.add({padding, 0, false, {}, {}, {}, false});
  add_together(std::move(collected.strips()), context, sink);
}

void lay_out_note(const Block& block, LayoutContext& context, StripSink& sink) {
  const auto known = context.note_strips.find(block.id);
  if (known != context.note_strips.end() && known->second) return;  // Stands at the foot of a page.
  mark_place(context, plain_text(block.spans));
  // May be long: line by line, the mark in front of the first.
  const TextRole& role = context.theme.caption;
  constexpr double indent = 13.5;
  Inset inset(sink, indent, 0);
  const auto mark = std::make_shared<const SetText>(context.text.set(block.text, role, indent));
  const Within note(context, Role::note);
  inset.set_marker([mark, element = add_element(context, Role::label)](Page& page, Point at) {
    draw_text(page, *mark, {at.x - indent, at.y}, indent, LineAlign::start, element);
  });
  const double width = std::min(inset.width(), narrative_width_pt);
  const auto text =
      std::make_shared<const SetText>(context.text.set(context.text.prepare(block.spans, role), width));
  add_text(text, {.space_before = grid_pt}, context, inset);
}

}  // namespace kvali::pdf
