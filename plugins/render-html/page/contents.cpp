#include "page/contents.hpp"

#include <algorithm>

#include "page/output.hpp"
#include "text/escape.hpp"

namespace kvali::html {

void Contents::want(uint64_t position, int depth, std::string_view title) {
  places_.push_back({position, depth > 0 ? depth : 2, std::string(title)});
}

void Contents::add_heading(int level, std::string id, std::string title) {
  headings_.push_back({level, std::move(id), std::move(title)});
}

std::string Contents::list(const Place& place) const {
  std::string items;
  for (const Heading& heading : headings_) {
    if (heading.level > place.depth) continue;
    items += "<li class=\"l" + std::to_string(std::clamp(heading.level, 1, 3)) + "\"><a href=\"#" +
             heading.id + "\">";
    append_escaped(items, heading.title);
    items += "</a></li>\n";
  }
  if (items.empty()) return items;
  std::string out = "<nav class=\"contents\"";
  if (!place.title.empty()) {
    out += " aria-label=\"";
    append_escaped(out, place.title);
    out += "\">\n<p>";
    append_escaped(out, place.title);
    out += "</p";
  }
  return out + ">\n<ol>\n" + items + "</ol>\n</nav>\n";
}

void Contents::insert_into(Output& out) const {
  std::vector<Output::Insertion> insertions;
  for (const Place& place : places_) insertions.push_back({place.position, list(place)});
  if (!insertions.empty()) out.insert(insertions);
}

}  // namespace kvali::html
