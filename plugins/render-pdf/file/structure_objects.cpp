#include "file/structure_objects.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

/// The elements' objects have neighbouring numbers.
class TreeWriter {
 public:
  TreeWriter(FileSink& sink, const Structure& structure, const PageRefs& pages)
      : sink_(sink), structure_(structure), pages_(pages), root_(sink.reserve()) {
    for (size_t i = 0; i < structure.size(); ++i) {
      const Ref ref = sink.reserve();
      if (i == 0) first_ = ref.number;
    }
  }

  [[nodiscard]] Ref root() const { return root_; }
  [[nodiscard]] Ref ref_of(Element element) const { return Ref{first_ + element - 1}; }

  void write_elements() {
    for (Element element = Structure::root(); element <= structure_.size(); ++element)
      sink_.put(ref_of(element), body_of(element));
  }

 private:
  std::string body_of(Element element) const {
    const Role role = structure_.role(element);
    const Element parent = structure_.parent(element);
    std::string body = "<</S/";
    body += name_of(role);
    body += "/P " + +(parent == 0 ? root_ : ref_of(parent));
    append_kids(body, structure_.kids(element));
    append_details(body, role, element);
    return body + ">>";
  }

  // Most elements lie on one page, which they name once.
  void append_kids(std::string& body, const std::vector<ElementKid>& kids) const {
    if (kids.empty()) return;
    const auto content = std::find_if(kids.begin(), kids.end(), [](const ElementKid& kid) {
      return kid.kind == ElementKid::Kind::content;
    });
    const uint32_t page = content == kids.end() ? 0 : content->page;
    if (content != kids.end()) body += "/Pg " + +pages_.refs[page];
    body += kids.size() == 1 ? "/K " : "/K[";
    for (size_t i = 0; i < kids.size(); ++i) {
      if (i > 0) body.push_back(' ');
      append_kid(body, kids[i], content == kids.end() ? nullptr : &page);
    }
    if (kids.size() > 1) body.push_back(']');
  }

  void append_kid(std::string& body, const ElementKid& kid, const uint32_t* page) const {
    switch (kid.kind) {
      case ElementKid::Kind::element:
        body += +ref_of(kid.number);
        return;
      case ElementKid::Kind::annotation:
        body += "<</Type/OBJR/Pg " + +pages_.refs[kid.page] + "/Obj " + +Ref{kid.number} + ">>";
        return;
      case ElementKid::Kind::content:
        if (page != nullptr && kid.page == *page)
          body += std::to_string(kid.number);
        else
          body += "<</Type/MCR/Pg " + +pages_.refs[kid.page] + "/MCID " + std::to_string(kid.number) + ">>";
    }
  }

  void append_details(std::string& body, Role role, Element element) const {
    const ElementDetails* found = structure_.find_details(element);
    const ElementDetails details = found == nullptr ? ElementDetails{} : *found;
    if (role == Role::figure) {
      body += "/Alt" + text_string(details.alt.empty() ? " " : details.alt) +
              "/A<</O/Layout/Placement/Block/BBox[";
      for (const double side : details.box) body += number_text(side) + " ";
      body += "]>>";
    }
    if (role == Role::table_heading) {
      body += std::string("/A<</O/Table/Scope/") + (details.scope == Scope::row ? "Row" : "Column");
      if (details.columns > 1) body += "/ColSpan " + std::to_string(details.columns);
      body += ">>";
    }
    if (role == Role::list && details.is_numbered) body += "/A<</O/List/ListNumbering/Decimal>>";
    // Notes are told apart by their ids (ISO 14289-1, 7.9).
    if (role == Role::note) body += "/ID(note" + std::to_string(element) + ")";
  }

  FileSink& sink_;
  const Structure& structure_;
  const PageRefs& pages_;
  Ref root_;
  uint32_t first_ = 0;
};

// The elements of a page's marked content, by MCID.
Ref add_marks(FileSink& sink, const TreeWriter& tree, const std::vector<Element>& marks) {
  std::string body = "[";
  for (size_t i = 0; i < marks.size(); ++i) body += (i == 0 ? "" : " ") + +tree.ref_of(marks[i]);
  const Ref ref = sink.reserve();
  sink.put(ref, body + "]");
  return ref;
}

// A number tree of two levels: readers find the entry of page 3000 without reading the others.
Ref add_parent_tree(FileSink& sink, const std::vector<Ref>& values) {
  constexpr size_t most_entries = 256;
  std::string leaves;
  for (size_t from = 0; from < values.size(); from += most_entries) {
    const size_t end = std::min(from + most_entries, values.size());
    std::string body = "<</Limits[" + std::to_string(from) + " " + std::to_string(end - 1) + "]/Nums[";
    for (size_t i = from; i < end; ++i) body += std::to_string(i) + " " + +values[i] + " ";
    const Ref leaf = sink.reserve();
    sink.put(leaf, body + "]>>");
    leaves += +leaf + " ";
  }
  const Ref ref = sink.reserve();
  sink.put(ref, "<</Kids[" + leaves + "]>>");
  return ref;
}

}  // namespace

Ref add_structure(FileSink& sink, const Structure& structure, const Pages& pages, const PageRefs& refs,
                  const std::vector<Element>& annotations) {
  TreeWriter tree(sink, structure, refs);
  tree.write_elements();
  std::vector<Ref> values;
  for (const FinishedPage& page : pages.pages) values.push_back(add_marks(sink, tree, page.tags.marks));
  for (const Element annotation : annotations) values.push_back(tree.ref_of(annotation));
  const Ref parents = add_parent_tree(sink, values);
  sink.put(tree.root(), "<</Type/StructTreeRoot/K " + +tree.ref_of(Structure::root()) + "/ParentTree " +
                            +parents + "/ParentTreeNextKey " + std::to_string(values.size()) + ">>");
  return tree.root();
}

}  // namespace kvali::pdf
