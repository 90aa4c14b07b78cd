// The elements that events open.
#include <algorithm>
#include <array>
#include <cmath>

#include "document_writer.hpp"
#include "text/attributes.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

// Style words of the contract that are classes of the style sheet.
std::string_view known_style(std::string_view style, std::initializer_list<std::string_view> known) {
  const auto* found = std::find(known.begin(), known.end(), style);
  return found == known.end() ? std::string_view() : *found;
}

constexpr std::array<std::string_view, 7> heading_begin = {"", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6"};
constexpr std::array<std::string_view, 7> heading_end = {"",        "</h1>\n", "</h2>\n", "</h3>\n",
                                                         "</h4>\n", "</h5>\n", "</h6>\n"};

}  // namespace

void DocumentWriter::open_block(const kvali_event& event) {
  std::string& out = page_.out.text();
  switch (event.kind) {
    case KVALI_SECTION:
      return open_section(event);
    case KVALI_HEADING:
      return open_heading(event);
    case KVALI_PARAGRAPH:
      make_room_for_block();
      out += "<p";
      append_attribute(out, "class",
                       known_style(text_or_empty(event.style), {"lead", "muted", "caption", "source"}));
      append_language(out, page_, text_or_empty(event.lang));
      out += ">";
      return push(event.kind, Holds::text, "</p>\n");
    case KVALI_BULLETS:
      return open_list(event);
    case KVALI_QUOTE:
      make_room_for_block();
      quote_sources_.emplace_back(attribute(event, "source"));
      out += "<blockquote>\n";
      return push(event.kind, Holds::blocks, "</blockquote>\n");
    case KVALI_CALLOUT:
      return open_callout(event);
    case KVALI_KPIS:
      make_room_for_block();
      out += "<ul class=\"kpis\">\n";
      return push(event.kind, Holds::tiles, "</ul>\n");
    case KVALI_KEYVALUE:
      make_room_for_block();
      out += "<dl";
      append_attribute(out, "class", known_style(text_or_empty(event.style), {"signature"}));
      append_id_attribute(out, text_or_empty(event.id));
      out += ">\n";
      return push(event.kind, Holds::pairs, "</dl>\n");
    case KVALI_NOTE:
      return open_note(event);
    case KVALI_FIGURE:
      return open_figure(event);
    case KVALI_TABLE:
      return open_table(event);
    default:
      // An unknown kind adds nothing of its own, but what it holds is kept.
      return pass_over(event);
  }
}

void DocumentWriter::open_section(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  const bool annex = text_or_empty(event.style) == "annex";
  const bool landscape = attribute(event, "orientation") == "landscape";
  out += "<section";
  if (annex || landscape) {
    out += " class=\"";
    if (annex) out += landscape ? "annex " : "annex";
    if (landscape) out += "landscape";
    out += '"';
  }
  append_id_attribute(out, text_or_empty(event.id));
  append_language(out, page_, text_or_empty(event.lang));
  out += ">\n";
  section_id_ = text_or_empty(event.id);
  push(event.kind, Holds::blocks, "</section>\n");
}

void DocumentWriter::open_heading(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  heading_ = {out.size(), std::max(event.level, 1), {}, {}};
  // Below the page's h1, and none left out on the way down (WCAG 2.1, technique G141).
  const auto rank = static_cast<size_t>(std::min({heading_.level + 1, last_rank_ + 1, 6}));
  out += heading_begin[rank];
  if (section_id_.empty()) {
    heading_.id = "~h" + std::to_string(++headings_);  // No id of the engine: h is no hexadecimal digit.
    out += " id=\"" + heading_.id + "\"";
  } else {
    append_id(heading_.id, section_id_);
    section_id_.clear();
  }
  out += ">";
  push(event.kind, Holds::text, heading_end[rank]);
}

void DocumentWriter::end_heading(const Frame& frame) {
  std::string& out = page_.out.text();
  frames_.pop_back();
  // What the title block has said already is not said again.
  if (heading_.text.empty() || heading_.text == page_.title) {
    out.resize(heading_.begin);
    return;
  }
  out += frame.end;
  last_rank_ = frame.end[3] - '0';
  page_.contents.add_heading(heading_.level, std::move(heading_.id), std::move(heading_.text));
}

void DocumentWriter::open_list(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  if (event.level == 0) {
    out += "<ul>\n";
    return push(event.kind, Holds::items, "</ul>\n");
  }
  const auto start = parse_number(attribute(event, "start"));
  out += "<ol";
  if (start && std::abs(*start) < 1e9) append_attribute(out, "start", std::to_string(std::lround(*start)));
  out += ">\n";
  push(event.kind, Holds::items, "</ol>\n");
}

void DocumentWriter::open_item() {
  end_implied();
  if (top().holds != Holds::items) {
    make_room_for_block();
    page_.out << "<div>";
    return push(KVALI_ITEM, Holds::mixed, "</div>\n");
  }
  page_.out << "<li>";
  push(KVALI_ITEM, Holds::mixed, "</li>\n");
}

void DocumentWriter::open_callout(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  const std::string_view style = known_style(text_or_empty(event.style), {"good", "warn", "bad"});
  out += "<div class=\"callout";
  if (!style.empty()) out += " ";
  out += style;
  out += "\" role=\"note\">\n";
  if (!text_or_empty(event.text).empty()) {
    out += "<p class=\"title";
    if (!style.empty()) out += " ";
    out += style;
    out += "\">" + escaped(event.text) + "</p>\n";
  }
  push(event.kind, Holds::blocks, "</div>\n");
}

void DocumentWriter::open_pair(const kvali_event& event) {
  end_implied();
  const bool alone = top().holds != Holds::pairs;
  if (alone) make_room_for_block();
  page_.out << (alone ? "<dl><div><dt>" : "<div><dt>") << escaped(text_or_empty(event.text)) << "</dt><dd>";
  push(event.kind, Holds::mixed, alone ? "</dd></div></dl>\n" : "</dd></div>\n");
}

void DocumentWriter::open_note(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  out += "<div class=\"note\" role=\"doc-footnote\"";
  append_id_attribute(out, text_or_empty(event.id));
  out += ">";
  const std::string back = "#^" + std::string(text_or_empty(event.id));
  if (page_.links.open(out, back, " class=\"mark\" role=\"doc-backlink\""))
    out += escaped(text_or_empty(event.text)) + "</a> ";
  else if (!text_or_empty(event.text).empty())
    out += "<span class=\"mark\">" + escaped(event.text) + "</span> ";
  push(event.kind, Holds::mixed, "</div>\n");
}

void DocumentWriter::open_figure(const kvali_event& event) {
  make_room_for_block();
  std::string& out = page_.out.text();
  out += "<figure";
  append_id_attribute(out, text_or_empty(event.id));
  out += ">\n";
  if (!text_or_empty(event.text).empty()) out += "<figcaption>" + escaped(event.text) + "</figcaption>\n";
  push(event.kind, Holds::blocks, "</figure>\n");
  top().has_caption = !text_or_empty(event.text).empty();
}

void DocumentWriter::open_table(const kvali_event& event) {
  make_room_for_block();
  tables_.push_back(std::make_unique<TableWriter>(page_, event));
  push(event.kind, Holds::table_rows, {});
}

void DocumentWriter::open_row_group(const kvali_event& event) {
  end_implied();
  if (top().holds != Holds::table_rows) return pass_over(event);
  tables_.back()->open_group(text_or_empty(event.text), event.level);
  push(event.kind, Holds::table_rows, {});
}

}  // namespace kvali::html
