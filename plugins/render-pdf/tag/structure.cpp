#include "tag/structure.hpp"

namespace kvali::pdf {

const char* name_of(Role role) {
  switch (role) {
    case Role::document:
      return "Document";
    case Role::section:
      return "Sect";
    case Role::division:
      return "Div";
    case Role::quote:
      return "BlockQuote";
    case Role::heading1:
      return "H1";
    case Role::heading2:
      return "H2";
    case Role::heading3:
      return "H3";
    case Role::heading4:
      return "H4";
    case Role::heading5:
      return "H5";
    case Role::heading6:
      return "H6";
    case Role::paragraph:
      return "P";
    case Role::caption:
      return "Caption";
    case Role::list:
      return "L";
    case Role::list_item:
      return "LI";
    case Role::label:
      return "Lbl";
    case Role::list_body:
      return "LBody";
    case Role::contents:
      return "TOC";
    case Role::contents_item:
      return "TOCI";
    case Role::table:
      return "Table";
    case Role::table_row:
      return "TR";
    case Role::table_heading:
      return "TH";
    case Role::table_cell:
      return "TD";
    case Role::figure:
      return "Figure";
    case Role::note:
      return "Note";
    case Role::link:
      return "Link";
  }
  return "Span";
}

Structure::Structure() : nodes_(1), kids_(1) {
  nodes_.push_back({});
}

Element Structure::add(Element parent, Role role) {
  const auto element = static_cast<Element>(nodes_.size());
  nodes_.push_back({parent, 0, 0, role});
  append(parent, {ElementKid::Kind::element, 0, element});
  return element;
}

void Structure::add_content(Element element, size_t page, size_t mcid) {
  append(element, {ElementKid::Kind::content, static_cast<uint32_t>(page), static_cast<uint32_t>(mcid)});
}

void Structure::add_annotation(Element element, size_t page, uint32_t object) {
  append(element, {ElementKid::Kind::annotation, static_cast<uint32_t>(page), object});
}

void Structure::append(Element element, const ElementKid& kid) {
  const auto index = static_cast<uint32_t>(kids_.size());
  kids_.push_back({kid, 0});
  Node& node = nodes_[element];
  if (node.first == 0)
    node.first = index;
  else
    kids_[node.last].next = index;
  node.last = index;
}

std::vector<ElementKid> Structure::kids(Element element) const {
  std::vector<ElementKid> out;
  for (uint32_t i = nodes_[element].first; i != 0; i = kids_[i].next) out.push_back(kids_[i].kid);
  return out;
}

const ElementDetails* Structure::find_details(Element element) const {
  const auto it = details_.find(element);
  return it == details_.end() ? nullptr : &it->second;
}

}  // namespace kvali::pdf
