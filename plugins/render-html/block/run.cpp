#include "block/run.hpp"

#include <array>

#include "page/head.hpp"
#include "text/attributes.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

struct Mark {
  uint32_t bit;
  std::string_view begin, end;
};
constexpr std::array<Mark, 4> marks = {{{KVALI_BOLD, "<strong>", "</strong>"},
                                        {KVALI_ITALIC, "<em>", "</em>"},
                                        {KVALI_UNDERLINE, "<u>", "</u>"},
                                        {KVALI_CODE, "<code>", "</code>"}}};

bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  return text.find_first_not_of("0123456789-") == std::string_view::npos;
}

void append_text(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  for (const Mark& mark : marks)
    if (event.marks & mark.bit) out += mark.begin;
  std::string language;
  append_language(language, page, text_or_empty(event.lang));
  if (!language.empty()) out += "<span" + language + ">";
  append_escaped(out, text_or_empty(event.text));
  if (!language.empty()) out += "</span>";
  for (size_t i = marks.size(); i-- > 0;)
    if (event.marks & marks[i].bit) out += marks[i].end;
}

// A figure, which stays in one line; a date says its day to programs too.
void append_value(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  const std::string_view day = attribute(event, "value");
  const bool is_date = attribute(event, "type") == "date" && is_iso_date(day);
  const bool is_link = event.href && page.links.open(out, event.href, " class=\"v\"");
  if (is_date) out += "<time datetime=\"" + std::string(day) + "\">";
  const bool is_figure = !is_date && !is_link && attribute(event, "type") != "text";
  if (is_figure) out += "<span class=\"v\">";
  append_text(page, event);
  if (is_figure) out += "</span>";
  if (is_date) out += "</time>";
  if (is_link) Links::close(out);
}

}  // namespace

void append_run(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  if (event.kind == KVALI_BREAK) {
    out += "<br>";
    return;
  }
  if (event.kind == KVALI_VALUE) return append_value(page, event);
  const bool is_note = event.kind == KVALI_NOTE_REF;
  if (is_note) out += "<sup>";
  const bool is_link = event.href && page.links.open(out, event.href, is_note ? " role=\"doc-noteref\"" : "");
  append_text(page, event);
  if (is_link) Links::close(out);
  if (is_note) out += "</sup>";
}

}  // namespace kvali::html
