#include "look.hpp"

namespace kvali::xlsx {

CellStyle Look::text() const {
  CellStyle style = body();
  style.wrap = true;
  style.align = Align::left;
  return style;
}

CellStyle Look::muted() const {
  CellStyle style = text();
  style.size_pt = 9;
  style.colour = palette.muted;
  return style;
}

CellStyle Look::title() const {
  CellStyle style = text();
  style.size_pt = 20;
  style.bold = true;
  return style;
}

CellStyle Look::heading(int level) const {
  CellStyle style = text();
  style.bold = true;
  style.size_pt = level <= 1 ? 15 : level == 2 ? 12 : 10.5;
  if (level <= 1) style.bottom = {Stroke::medium, palette.accent};
  return style;
}

CellStyle Look::paragraph(std::string_view role) const {
  if (role == "muted" || role == "caption" || role == "source") return muted();
  CellStyle style = text();
  if (role == "lead") style.size_pt = 11.5;
  return style;
}

CellStyle Look::link() const {
  CellStyle style = text();
  style.colour = palette.accent;
  return style;
}

CellStyle Look::header() const {
  CellStyle style = body();
  style.bold = true;
  style.wrap = true;
  style.fill = palette.wash;
  style.bottom = {Stroke::medium, palette.ink};
  return style;
}

CellStyle Look::framed(CellStyle style, std::string_view frame, bool leftmost) const {
  if (frame.empty()) return style;
  const bool quote = frame == "quote";
  if (!quote) style.fill = palette.wash;
  if (leftmost) {
    style.left = {quote ? Stroke::medium : Stroke::thick, quote ? palette.rule : palette.status(frame)};
    if (style.indent == 0) style.indent = 1;
  }
  return style;
}

CellStyle Look::run(CellStyle base, const Run& run) const {
  if (run.marks & KVALI_BOLD) base.bold = true;
  if (run.marks & KVALI_ITALIC) base.italic = true;
  if (run.marks & KVALI_UNDERLINE) base.underline = true;
  if (run.marks & KVALI_CODE) base.code = true;
  if (run.note_mark) {
    base.superscript = true;
    base.colour = palette.muted;
  } else if (!run.href.empty()) {
    base.colour = palette.accent;
  }
  return base;
}

}  // namespace kvali::xlsx
