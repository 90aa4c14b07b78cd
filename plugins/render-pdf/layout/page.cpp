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
      canvas_.end_span();
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

/// The fragments of a line that look alike, and where they end.
size_t end_of_run(const Line& line, size_t from) {
  size_t end = from + 1;
  while (end < line.fragments.size() && line.fragments[end].look == line.fragments[from].look) ++end;
  return end;
}

class LineDrawer {
 public:
  LineDrawer(Page& page, const SetText& text, double x, double baseline)
      : page_(page), text_(text), x_(x), baseline_(baseline) {}

  // Text goes on in one text object as long as it belongs to one element.
  void draw(const Line& line) {
    for (size_t i = 0; i < line.fragments.size();) {
      const size_t end = end_of_run(line, i);
      const SpanLook& look = text_.looks[line.fragments[i].look];
      if (look.href.empty() && !is_open_) open(line.fragments[i]);
      if (look.href.empty())
        add(line, i, end);
      else
        draw_link(line, i, end);
      i = end;
    }
    close();
  }

 private:
  void open(const Fragment& first) {
    page_.canvas.begin_text({x_ + first.x, baseline_});
    is_open_ = true;
  }
  void close() {
    if (is_open_) page_.canvas.end_text();
    is_open_ = false;
  }

  void add(const Line& line, size_t from, size_t end) {
    const SpanLook& look = text_.looks[line.fragments[from].look];
    if (look.is_foreign) page_.canvas.begin_language(look.lang);
    TextWriter writer(page_.canvas, text_);
    for (size_t i = from; i < end; ++i) writer.add(line.fragments[i]);
    writer.flush();
    if (look.is_foreign) page_.canvas.end_span();
    const double left = x_ + line.fragments[from].x;
    const double width = line.fragments[end - 1].x + line.fragments[end - 1].width - line.fragments[from].x;
    if (look.is_underlined) underline(left, width, look);
  }

  void underline(double left, double width, const SpanLook& look) {
    close();
    page_.canvas.stroke_line({left, baseline_ + 1.2}, {left + width, baseline_ + 1.2}, 0.5, look.color);
  }

  void draw_link(const Line& line, size_t from, size_t end) {
    close();
    const uint16_t index = line.fragments[from].look;
    const SpanLook& look = text_.looks[index];
    Element link = 0;
    if (page_.canvas.element() != 0) link = link_element(index);
    const DrawnFor drawn(page_.canvas, link);
    open(line.fragments[from]);
    add(line, from, end);
    close();
    const Fragment& last = line.fragments[end - 1];
    const double left = x_ + line.fragments[from].x;
    page_.add_link({left, baseline_ - look.size, last.x + last.width - line.fragments[from].x,
                    look.size * (1 + descent)},
                   look.href, link);
  }

  // A link that goes on in the next line is the same link.
  Element link_element(uint16_t look) {
    const Element parent = page_.canvas.element();
    LastLink& last = page_.last_link;
    if (last.text != &text_ || last.look != look || last.parent != parent)
      last = {&text_, look, parent, page_.canvas.tags().structure->add(parent, Role::link)};
    return last.element;
  }

  Page& page_;
  const SetText& text_;
  double x_;
  double baseline_;
  bool is_open_ = false;
};

}  // namespace

void Page::add_link(const Rect& rect, std::string href, Element element, std::string description) {
  if (element != 0) links.push_back({rect, std::move(href), std::move(description), element});
}

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
  const DrawnFor drawn(page.canvas, place.element);
  LineDrawer(page, text, x, place.baseline).draw(line);
}

void draw_text(Page& page, const SetText& text, Point top_left, double width, LineAlign align,
               Element element) {
  double size = 0;
  for (const SpanLook& look : text.looks)
    if (!look.is_note_ref) size = std::max(size, look.size);
  double top = top_left.y;
  for (const Line& line : text.lines) {
    draw_line(page, text, line, {top_left.x, top + baseline_in(text.leading, size), width, align, element});
    top += text.leading;
  }
}

const Destination* Pages::find(std::string_view id) const {
  const bool back = !id.empty() && id.front() == '^';
  const auto& places = back ? first_links_ : anchors;
  const auto found = places.find(back ? id.substr(1) : id);
  return found == places.end() ? nullptr : &found->second;
}

void Pages::note_first_links() {
  for (size_t i = 0; i < pages.size(); ++i)
    for (const Link& link : pages[i].links)
      if (link.href.size() > 1 && link.href[0] == '#')
        first_links_.emplace(link.href.substr(1), Destination{i, link.rect.y});
}

}  // namespace kvali::pdf
