#include "block/kpi.hpp"

#include <algorithm>

#include "text/attributes.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

void append_line(std::string& out, std::string_view style, std::string_view shape, std::string_view text) {
  if (text.empty()) return;
  out += "<p class=\"";
  out += style;
  if (!shape.empty()) out += " ";
  out += shape;
  out += "\">";
  append_escaped(out, text);
  out += "</p>";
}

std::string_view shape_of(std::string_view word) {
  for (const std::string_view known : {"good", "warn", "bad", "up", "down", "flat"})
    if (word == known) return known;
  return {};
}

void append_value(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  out += attribute(event, "value_raw").empty() ? "<p class=\"value none\">" : "<p class=\"value\">";
  const bool is_link = event.href && page.links.open(out, event.href, " class=\"v\"");
  append_escaped(out, attribute(event, "value"));
  if (is_link) Links::close(out);
  if (const std::string_view unit = attribute(event, "unit"); !unit.empty())
    out += " <span class=\"unit\">" + escaped(unit) + "</span>";
  out += "</p>";
}

}  // namespace

void append_kpi(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  out += "<li>";
  append_line(out, "label", {}, text_or_empty(event.text));
  append_value(page, event);
  append_line(out, "target", {}, attribute(event, "target"));
  if (const auto share = parse_number(attribute(event, "share")))
    out +=
        "<svg aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"4\"/>"
        "<rect class=\"fill\" width=\"" +
        percent(std::clamp(*share, 0.0, 1.0)) + "\" height=\"4\"/></svg>";
  append_line(out, "change", shape_of(attribute(event, "trend")), attribute(event, "change"));
  append_line(out, "status", shape_of(attribute(event, "status")), attribute(event, "status_text"));
  out += "</li>\n";
}

}  // namespace kvali::html
