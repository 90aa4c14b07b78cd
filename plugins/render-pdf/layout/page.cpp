#include "layout/page.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

// Joins neighbouring words of one look into as few operators as possible.
class TextWriter {
 public:
  TextWriter(Canvas& canvas, const SetText& text) : canvas_(canvas), text_(text) {}

  void add(const Fragment& fragment) {
    const SpanLook& look = text_.looks[fragment.look];
    if (!fragment.word->actual_text.empty()) {
      flush();
      canvas_.begin_actual_text(fragment.word->actual_text);
      for (const GlyphRun& run : fragment.word->runs) add_run(run, look);
      flush();
      canvas_.end_actual_text();
      return;
    }
    for (const GlyphRun& run : fragment.word->runs) add_run(run, look);
  }
  void flush() {
    if (glyphs_.empty()) return;
    pending_.glyphs = glyphs_;
    canvas_.show(pending_);
    glyphs_.clear();
  }

 private:
  void add_run(const GlyphRun& run, const SpanLook& look) {
    GlyphText next{run.face,   look.size,       look.rise + run.rise * look.size / 1000,
                   look.color, run.is_adjusted, {}};
    const bool same = !glyphs_.empty() && next.face == pending_.face && next.size == pending_.size &&
                      next.rise == pending_.rise && next.color == pending_.color;
    if (!same) {
      flush();
      pending_ = next;
    }
    pending_.is_adjusted = pending_.is_adjusted || run.is_adjusted;
    glyphs_ += run.glyphs;
  }

  Canvas& canvas_;
  const SetText& text_;
  GlyphText pending_;
  std::string glyphs_;
};

// What lies under the letters: their descent, as a share of the size.
constexpr double descent = 0.25;

void note_links(Page& page, const SetText& text, const Line& line, double x, double baseline) {
  for (size_t i = 0; i < line.fragments.size();) {
    const SpanLook& look = text.looks[line.fragments[i].look];
    size_t end = i + 1;
    while (end < line.fragments.size() && line.fragments[end].look == line.fragments[i].look) ++end;
    const Fragment& first = line.fragments[i];
    const Fragment& last = line.fragments[end - 1];
    const double left = x + first.x;
    const double width = last.x + last.width - first.x;
    if (!look.href.empty())
      page.links.push_back({{left, baseline - look.size, width, look.size * (1 + descent)}, look.href});
    if (look.is_underlined)
      page.canvas.stroke_line({left, baseline + 1.2}, {left + width, baseline + 1.2}, 0.5, look.color);
    i = end;
  }
}

}  // namespace

double baseline_in(double leading, double size) {
  constexpr double cap_height = 0.714;  // Noto Sans: 714 of 1000.
  return (leading + cap_height * size) / 2;
}

void draw_line(Page& page, const SetText& text, const Line& line, const LinePlace& place) {
  if (line.fragments.empty()) return;
  double x = place.x;
  const double room = place.width - line.width;
  const bool at_right = place.align == LineAlign::right || (place.align == LineAlign::start && text.rtl);
  if (at_right) x += room;
  if (place.align == LineAlign::center) x += room / 2;
  page.canvas.begin_text({x, place.baseline});
  TextWriter writer(page.canvas, text);
  for (const Fragment& fragment : line.fragments) writer.add(fragment);
  writer.flush();
  page.canvas.end_text();
  note_links(page, text, line, x, place.baseline);
}

void draw_text(Page& page, const SetText& text, Point top_left, double width, LineAlign align) {
  double size = 0;
  for (const SpanLook& look : text.looks)
    if (!look.is_note_ref) size = std::max(size, look.size);
  double top = top_left.y;
  for (const Line& line : text.lines) {
    draw_line(page, text, line, {top_left.x, top + baseline_in(text.leading, size), width, align});
    top += text.leading;
  }
}

}  // namespace kvali::pdf
