#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kvali::pdf {

/// What an element of the structure tree is (ISO 32000-1, 14.8.4).
enum class Role : uint8_t {
  document,
  section,
  division,
  quote,
  heading1,
  heading2,
  heading3,
  heading4,
  heading5,
  heading6,
  paragraph,
  caption,
  list,
  list_item,
  label,
  list_body,
  contents,
  contents_item,
  table,
  table_row,
  table_heading,
  table_cell,
  figure,
  note,
  link
};

/// The structure type as the file names it: "P", "TD".
[[nodiscard]] const char* name_of(Role role);

/// Number of an element, from 1 in the order they were added; 0 = none: what is drawn is an artifact.
using Element = uint32_t;

/// Which cells a heading of a table stands for.
enum class Scope : uint8_t { column, row };

/// What few elements have beside their role.
struct ElementDetails {
  std::string alt;              ///< What a picture shows, in words.
  std::array<double, 4> box{};  ///< Of a figure: left, bottom, right, top on its page.
  Scope scope = Scope::column;  ///< Of a table heading.
  size_t columns = 1;           ///< How many columns a table cell spans.
  bool is_numbered = false;     ///< Of a list.
};

/// Where in the file a piece of an element lies.
struct ElementKid {
  enum class Kind : uint8_t { element, content, annotation };
  Kind kind = Kind::element;
  uint32_t page = 0;    ///< Of content and annotations.
  uint32_t number = 0;  ///< Element, MCID of the page, or number of the annotation's object.
};

/// The logical order of a document: which paragraph, cell or picture each piece of a page belongs to, for
/// screen readers and for whoever takes the text out again. A long table has a million elements: each is
/// a few numbers here, and text only in the file.
class Structure {
 public:
  Structure();

  [[nodiscard]] static constexpr Element root() { return 1; }
  Element add(Element parent, Role role);
  [[nodiscard]] ElementDetails& details(Element element) { return details_[element]; }

  void add_content(Element element, size_t page, size_t mcid);
  void add_annotation(Element element, size_t page, uint32_t object);

  /// Elements are numbered from 1 to size().
  [[nodiscard]] size_t size() const { return nodes_.size() - 1; }
  [[nodiscard]] Role role(Element element) const { return nodes_[element].role; }
  /// 0 for the root.
  [[nodiscard]] Element parent(Element element) const { return nodes_[element].parent; }
  /// In the order they are read in.
  [[nodiscard]] std::vector<ElementKid> kids(Element element) const;
  /// Null for an element that has none.
  [[nodiscard]] const ElementDetails* find_details(Element element) const;

 private:
  struct Node {
    Element parent = 0;
    uint32_t first = 0;  // Into kids_; 0 = none.
    uint32_t last = 0;
    Role role = Role::document;
  };
  struct LinkedKid {
    ElementKid kid;
    uint32_t next = 0;
  };
  void append(Element element, const ElementKid& kid);

  std::vector<Node> nodes_;
  std::vector<LinkedKid> kids_;
  std::map<Element, ElementDetails> details_;
};

}  // namespace kvali::pdf
