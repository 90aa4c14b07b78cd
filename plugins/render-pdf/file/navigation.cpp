#include "file/navigation.hpp"

#include <algorithm>

namespace kvali::pdf {
namespace {

std::string destination(const Destination& target, const PageRefs& pages) {
  // A little above the block, so that it does not stick to the window's edge.
  constexpr double air = 6;
  const double top = pages.heights[target.page] - target.y + air;
  return "[" + +pages.refs[target.page] + "/XYZ null " + number_text(top) + " null]";
}

struct Node {
  Ref ref;
  size_t entry = 0;
  int level = 0;
  int parent = -1;  // -1 = the outline itself.
  int previous = -1;
  int next = -1;
  int first = -1;
  int last = -1;
  int count = 0;  // Entries below it.
};

// Entries hang below the nearest one before them of a lower level.
std::vector<Node> tree_of(const std::vector<OutlineEntry>& entries, FileSink& sink) {
  std::vector<Node> nodes;
  std::vector<int> open;
  Node top;
  for (size_t i = 0; i < entries.size(); ++i) {
    while (!open.empty() && nodes[static_cast<size_t>(open.back())].level >= entries[i].level)
      open.pop_back();
    Node node;
    node.ref = sink.reserve();
    node.entry = i;
    node.level = entries[i].level;
    node.parent = open.empty() ? -1 : open.back();
    Node& parent = open.empty() ? top : nodes[static_cast<size_t>(open.back())];
    const int index = static_cast<int>(i);
    node.previous = parent.last;
    if (parent.last >= 0) nodes[static_cast<size_t>(parent.last)].next = index;
    if (parent.first < 0) parent.first = index;
    parent.last = index;
    ++parent.count;
    nodes.push_back(node);
    open.push_back(index);
  }
  nodes.push_back(top);
  return nodes;
}

}  // namespace

std::optional<Ref> add_outline(FileSink& sink, const std::vector<OutlineEntry>& entries,
                               const PageRefs& pages) {
  if (entries.empty()) return std::nullopt;
  const Ref root = sink.reserve();
  std::vector<Node> nodes = tree_of(entries, sink);
  const Node top = nodes.back();
  nodes.pop_back();
  const auto ref_of = [&](int index) { return +nodes[static_cast<size_t>(index)].ref; };
  for (const Node& node : nodes) {
    const OutlineEntry& entry = entries[node.entry];
    std::string body =
        "<</Title" + text_string(entry.title) + "/Parent " + (node.parent < 0 ? +root : ref_of(node.parent));
    if (node.previous >= 0) body += "/Prev " + ref_of(node.previous);
    if (node.next >= 0) body += "/Next " + ref_of(node.next);
    // Negative = closed: the reader sees the chapters first.
    if (node.first >= 0)
      body += "/First " + ref_of(node.first) + "/Last " + ref_of(node.last) + "/Count -" +
              std::to_string(node.count);
    sink.put(node.ref, body + "/Dest" + destination(entry.target, pages) + ">>");
  }
  sink.put(root, "<</Type/Outlines/First " + ref_of(top.first) + "/Last " + ref_of(top.last) + "/Count " +
                     std::to_string(top.count) + ">>");
  return root;
}

std::string add_links(FileSink& sink, size_t page_index, const Pages& all, const PageRefs& refs,
                      const LinkNotes& notes) {
  const FinishedPage& page = all.pages[page_index];
  std::string array;
  for (const Link& link : page.links) {
    std::string action;
    if (link.href[0] == '#') {
      const Destination* target = all.find(std::string_view(link.href).substr(1));
      if (target == nullptr) {
        notes.lost(link.href);
        continue;
      }
      action = "/Dest" + destination(*target, refs);
    } else {
      action = "/A<</S/URI/URI" + literal_string(link.href) + ">>";
    }
    const double bottom = page.geometry.height - link.rect.y - link.rect.height;
    const Ref ref = sink.reserve();
    const size_t key = all.pages.size() + notes.annotations.size();
    notes.annotations.push_back(link.element);
    notes.structure.add_annotation(link.element, page_index, ref.number);
    sink.put(ref, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[" + number_text(link.rect.x) + " " +
                      number_text(bottom) + " " + number_text(link.rect.x + link.rect.width) + " " +
                      number_text(bottom + link.rect.height) + "]/StructParent " + std::to_string(key) +
                      "/Contents" + text_string(link.description.empty() ? link.href : link.description) +
                      action + ">>");
    array += (array.empty() ? "[" : " ") + +ref;
  }
  return array.empty() ? array : array + "]";
}

}  // namespace kvali::pdf
